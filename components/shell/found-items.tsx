import { RotateCw } from 'lucide-react';
import { SafeText } from '@/components/status/safe-text';
import { CommandGroup, CommandItem } from '@/components/ui/command';
import { copy } from './copy-on-demand';
import type { Result } from './search-results';
import type { Search } from './use-search';

const TEXT = copy.found;

type FoundItemsProps = { search: Search; onGo: (href: string) => void };

/** The results of a search by kind, or an item that tries again. */
export function FoundItems({ search, onGo }: FoundItemsProps) {
  if (search.kind === 'failed') {
    return (
      <CommandItem value="try-again" onSelect={search.retry}>
        <RotateCw aria-hidden />
        {TEXT.retry}
      </CommandItem>
    );
  }
  if (search.kind !== 'found') return null;
  return search.groups.map(({ heading, icon: Icon, results }) => (
    <CommandGroup key={heading} heading={heading}>
      {results.map((result) => (
        <CommandItem key={result.href} value={result.href} onSelect={() => onGo(result.href)}>
          <Icon aria-hidden />
          <ResultLine result={result} />
        </CommandItem>
      ))}
    </CommandGroup>
  ));
}

function ResultLine({ result: { name, detail } }: { result: Result }) {
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-x-3 sm:flex-row sm:items-baseline sm:justify-between">
      <SafeText text={name} clip className="min-w-0" />
      <SafeText text={detail} clip className="min-w-0 text-muted-foreground sm:shrink-4" />
    </span>
  );
}

/** Says how the search goes. It is outside of the list, which may contain options only. */
export function SearchStatus({ search }: { search: Search }) {
  const words = statusWords(search);
  const isSeen = words !== '' && (search.kind !== 'found' || search.groups.length === 0);
  return (
    <p
      role="status"
      className={isSeen ? 'border-t px-3 py-2 text-sm text-muted-foreground' : 'sr-only'}
    >
      {words}
    </p>
  );
}

function statusWords(search: Search): string {
  if (search.kind === 'none') return '';
  if (search.kind === 'searching') return TEXT.searching;
  if (search.kind === 'failed') return TEXT.failed(search.error.message);
  const results = search.groups.reduce((sum, group) => sum + group.results.length, 0);
  return results === 0 ? TEXT.none : TEXT.count(results);
}
