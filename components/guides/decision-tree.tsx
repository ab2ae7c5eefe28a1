import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { GuideLink } from './guide-link';

type Question = {
  question: string;
  /** What "yes" leads to. */
  credential: string;
  why: ReactNode;
};

const QUESTIONS: readonly Question[] = [
  {
    question: 'Does a person use it by hand, on their own computer?',
    credential: 'Their own sign-in',
    why: (
      <>
        Braintrust’s command line signs a person in through the browser: <code>bt login</code>.
        Where that does not do, a personal API key with an end date, which never leaves that
        computer.
      </>
    ),
  },
  {
    question:
      'Does it run where others can read what it holds: in a browser, an app, at a customer’s?',
    credential: 'A temporary credential',
    why: (
      <>
        Your own server asks for one at <code>POST /v1/proxy/credentials</code> and hands it on. It
        lasts ten minutes unless you say otherwise, and a day at the most. The server itself holds a
        service token.
      </>
    ),
  },
  {
    question: 'Does it manage the organization itself: members, groups, other tokens?',
    credential: 'A service token with owner rights',
    why: (
      <>
        As few as possible, one for each purpose, with an end date. A user’s API key cannot create
        service tokens; such a token can, which is why it deserves the care that an owner does.
      </>
    ),
  },
  {
    question: 'Is it the token that a self-hosted data plane made for itself?',
    credential: 'Leave it alone',
    why: <>The data plane works with it. Replacing or narrowing it stops the data plane.</>,
  },
];

const OTHERWISE: Question = {
  question: 'None of these: a program that works with one or a few projects',
  credential: 'A project-scoped service token',
  why: (
    <>
      CI, ingestion, evaluations, a backend. On Enterprise its reach comes from{' '}
      <GuideLink href="/guides/scoped-token-enterprise">a permission group</GuideLink>; on Pro and
      Starter it is <GuideLink href="/guides/scoped-token-pro-starter">set on the token</GuideLink>.
    </>
  ),
};

/** Questions in their order: the first "yes" decides. */
export function DecisionTree() {
  return (
    <ol aria-label="Questions" className="my-6 max-w-[90ch] space-y-3">
      {QUESTIONS.map((question, index) => (
        <Branch key={question.question} {...question} when={`${index + 1}. `} arrow="Yes" />
      ))}
      <Branch {...OTHERWISE} when="" arrow="Then" />
    </ol>
  );
}

function Branch({
  question,
  credential,
  why,
  when,
  arrow,
}: Question & { when: string; arrow: string }) {
  return (
    <li className="grid gap-x-4 gap-y-2 rounded-md border p-4 md:grid-cols-[1fr_56px_1.2fr] print:break-inside-avoid">
      <p className="text-base font-medium">
        <span className="text-muted-foreground tabular-nums">{when}</span>
        {question}
      </p>
      <p className="flex items-start gap-1 text-sm leading-5.5 text-muted-foreground">
        {arrow}
        <ArrowRight className="mt-1 size-3.5" aria-hidden />
      </p>
      <div className="text-base">
        <p className="font-semibold">{credential}</p>
        <p className="mt-1 text-muted-foreground [&_code]:font-mono [&_code]:text-sm">{why}</p>
      </div>
    </li>
  );
}
