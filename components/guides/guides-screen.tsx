import { headingAnchor, type GuideHit } from '@/lib/domain/guides';
import { EmptyState } from '@/components/status/empty-state';
import { Badge } from '@/components/ui/badge';
import { PageBody } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';
import { GuideSearch } from './guide-search';

type GuidesScreenProps = {
  hits: readonly GuideHit[];
  /** The search text; empty if there is none. */
  query: string;
};

export function GuidesScreen({ hits, query }: GuidesScreenProps) {
  return (
    <PageBody className="max-w-220 space-y-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-xl font-semibold">{copy.guides.title}</h1>
        <search className="w-full sm:ml-auto sm:w-auto">
          <GuideSearch />
        </search>
      </div>
      <p className="max-w-[70ch] text-base text-muted-foreground">
        {copy.guides.intro} <TextLink href="/guides/rules">{copy.guides.rules}</TextLink>.
      </p>
      <p role="status" className={query === '' ? 'sr-only' : 'text-sm text-muted-foreground'}>
        {query === '' ? '' : copy.guides.found(hits.length, query)}
      </p>
      {hits.length === 0 ? <NothingFound /> : <GuideList hits={hits} />}
    </PageBody>
  );
}

function GuideList({ hits }: { hits: readonly GuideHit[] }) {
  return (
    <ul aria-label={copy.guides.list} className="divide-y border-y">
      {hits.map(({ guide: { slug, title, summary, plan }, section }) => (
        <li key={slug} className="py-4">
          <h2 className="flex flex-wrap items-center gap-2 text-base font-semibold">
            <TextLink href={`/guides/${slug}`}>{title}</TextLink>
            {plan === null ? null : <Badge className="font-normal">{plan}</Badge>}
          </h2>
          <p className="mt-0.5 max-w-[70ch] text-base text-muted-foreground">{summary}</p>
          {section === null ? null : <FoundIn slug={slug} section={section} />}
        </li>
      ))}
    </ul>
  );
}

type FoundInProps = { slug: string; section: NonNullable<GuideHit['section']> };

/** Where in the guide the match is. */
function FoundIn({ slug, section: { heading, sentence } }: FoundInProps) {
  return (
    <p className="mt-2 max-w-[80ch] border-l-2 pl-3 text-sm wrap-anywhere">
      {heading === null ? null : (
        <>
          <TextLink href={`/guides/${slug}#${headingAnchor(heading)}`}>{heading}</TextLink>
          {': '}
        </>
      )}
      <span className="text-muted-foreground">{sentence}</span>
    </p>
  );
}

function NothingFound() {
  return (
    <EmptyState title={copy.guides.empty} className="px-0 py-4">
      <p>
        {copy.guides.emptyHint} {copy.guides.emptyRules}{' '}
        <TextLink href="/guides/rules">{copy.guides.rules}</TextLink>.
      </p>
      <p>
        <TextLink href="/guides">{copy.guides.showAll}</TextLink>
      </p>
    </EmptyState>
  );
}
