import { GUIDES } from '@/lib/replacement';
import { Badge } from '@/components/ui/badge';
import { PageBody } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { GuideLink } from './guide-link';

/** All guides. */
export function GuidesScreen() {
  return (
    <PageBody className="max-w-220">
      <h1 className="text-xl font-semibold">Guides</h1>
      <p className="max-w-[70ch] text-base text-muted-foreground">
        How to get from a personal key to a service token. What Latchkey looks for, and why, stands
        with the <TextLink href="/guides/rules">rules</TextLink>.
      </p>
      <ul className="divide-y border-y">
        {GUIDES.map(({ slug, title, summary, plan }) => (
          <li key={slug} className="py-4">
            <h2 className="flex flex-wrap items-center gap-2 text-base font-semibold">
              <GuideLink href={`/guides/${slug}`}>{title}</GuideLink>
              {plan === null ? null : <Badge className="font-normal">{plan}</Badge>}
            </h2>
            <p className="mt-0.5 max-w-[70ch] text-base text-muted-foreground">{summary}</p>
          </li>
        ))}
      </ul>
    </PageBody>
  );
}
