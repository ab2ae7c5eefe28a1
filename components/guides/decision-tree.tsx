import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { headingAnchor } from '@/lib/domain/guides/guide-text';
import { copy } from './copy';
import { SourceLinks } from './source-links';

/** A list of questions in order: the first "yes" decides. */
export function DecisionTree({ children }: { children: ReactNode }) {
  return (
    <ol
      aria-label={copy.guide.questions}
      className="my-6 max-w-[90ch] space-y-3 [counter-reset:question]"
    >
      {children}
    </ol>
  );
}

type QuestionProps = {
  title: string;
  /** The credential to use if the answer is "yes". */
  credential: string;
  /** Ids of the sources, separated by spaces. */
  source: string;
  /** Set for the option that remains when all answers are "no". */
  last?: boolean;
  children: ReactNode;
};

/** One question and the credential to use if the answer is "yes", with the reason. */
export function Question({ title, credential, source, last = false, children }: QuestionProps) {
  return (
    <li
      id={headingAnchor(title)}
      className="grid scroll-mt-4 gap-x-4 gap-y-2 rounded-md border p-4 [counter-increment:question] md:grid-cols-[1fr_56px_1.2fr] print:break-inside-avoid print:grid-cols-[1fr_56px_1.2fr]"
    >
      <h2 className="text-base font-medium">
        {last ? null : (
          <span
            aria-hidden
            className="text-muted-foreground tabular-nums before:content-[counter(question)_'._']"
          />
        )}
        {title}
      </h2>
      <p className="flex items-start gap-1 text-sm leading-5.5 text-muted-foreground">
        {last ? copy.guide.otherwise : copy.guide.yes}
        <ArrowRight className="mt-1 size-3.5" aria-hidden />
      </p>
      <div className="text-base">
        <p className="font-semibold">{credential}</p>
        {children}
        <SourceLinks ids={source} />
      </div>
    </li>
  );
}
