import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SearchBox } from './search-box';

const LONGEST_PAUSE_MS = 1000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function typed() {
  const onSearch = vi.fn();
  const page = render(<SearchBox label="Search keys" value={null} onSearch={onSearch} />);
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search keys' }), {
    target: { value: 'ci' },
  });
  return { onSearch, page };
}

it('asks when typing pauses', () => {
  const { onSearch } = typed();
  expect(onSearch).not.toHaveBeenCalled();
  vi.advanceTimersByTime(LONGEST_PAUSE_MS);
  expect(onSearch).toHaveBeenCalledExactlyOnceWith('ci');
});

it('keeps what is typed while an earlier search arrives, and follows a later change from elsewhere', () => {
  const onSearch = vi.fn();
  const box = (value: string | null) => (
    <SearchBox label="Search keys" value={value} onSearch={onSearch} />
  );
  const { rerender } = render(box(null));
  const input = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search keys' });
  const pause = () => act(() => void vi.advanceTimersByTime(LONGEST_PAUSE_MS));
  fireEvent.change(input, { target: { value: 'p' } });
  pause();
  fireEvent.change(input, { target: { value: 'pr' } });
  rerender(box('p'));
  expect(input.value).toBe('pr');
  pause();
  expect(onSearch).toHaveBeenLastCalledWith('pr');
  rerender(box('pr'));
  rerender(box(null));
  expect(input.value).toBe('');
});

it('asks nothing after its page was left', () => {
  const { onSearch, page } = typed();
  page.unmount();
  vi.advanceTimersByTime(LONGEST_PAUSE_MS);
  expect(onSearch).not.toHaveBeenCalled();
});
