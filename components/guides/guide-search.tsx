'use client';
import { parseAsString, useQueryState } from 'nuqs';
import { SearchBox } from '@/components/table/search-box';

/** The search of the guides. The server answers, so that their text need not come to the browser. */
export function GuideSearch() {
  const [q, setQ] = useQueryState('q', parseAsString.withOptions({ shallow: false }));
  return (
    <SearchBox
      label="Search guides"
      value={q}
      onSearch={(text) => void setQ(text.trim() || null)}
    />
  );
}
