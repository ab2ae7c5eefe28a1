'use client';
import { parseAsString, useQueryState } from 'nuqs';
import { SearchBox } from '@/components/table/search-box';
import { copy } from './copy';

/** The search field of the guides. The server searches, so that the browser needn't load their text. */
export function GuideSearch() {
  const [q, setQ] = useQueryState('q', parseAsString.withOptions({ shallow: false }));
  return (
    <SearchBox
      label={copy.guides.search}
      value={q}
      onSearch={(text) => void setQ(text.trim() || null)}
    />
  );
}
