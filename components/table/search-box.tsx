'use client';
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { MAX_SEARCH_LENGTH } from '@/lib/client';
import { Input } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { copy } from './copy';

const PAUSE_MS = 160;

type SearchBoxProps = {
  /** Accessible name and placeholder, such as "Search keys". */
  label: string;
  value: string | null;
  onSearch: (text: string) => void;
};

/** Searches when the user pauses typing. */
export function SearchBox({ label, value, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(value ?? '');
  const [followed, setFollowed] = useState(value);
  /** From a key press until the search for it starts. */
  const [typing, setTyping] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (value !== followed) {
    setFollowed(value);
    // While the user types on, `value` is only an earlier part of the text.
    if (!typing && (value ?? '') !== text.trim()) setText(value ?? '');
  }
  const search = (next: string, pauseMs: number) => {
    setText(next);
    setTyping(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setTyping(false);
      onSearch(next);
    }, pauseMs);
  };
  return (
    <div className="relative max-sm:grow max-sm:basis-48 sm:w-64">
      <Search
        className="pointer-events-none absolute top-2.25 left-2.5 size-3.5 text-muted-foreground"
        aria-hidden
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={MAX_SEARCH_LENGTH}
        autoComplete="off"
        spellCheck={false}
        className="peer pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
        onChange={(event) => search(event.target.value, PAUSE_MS)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search(text, 0);
          if (event.key !== 'Escape') return;
          if (text) search('', 0);
          else event.currentTarget.blur();
        }}
      />
      {text ? (
        <button
          type="button"
          aria-label={copy.search.clear}
          className="absolute top-1 right-1 flex size-6 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
          onClick={() => search('', 0)}
        >
          <X className="size-3.5" aria-hidden />
        </button>
      ) : (
        <Kbd aria-hidden className="absolute top-1.5 right-1.5 peer-focus:hidden max-sm:hidden">
          /
        </Kbd>
      )}
    </div>
  );
}
