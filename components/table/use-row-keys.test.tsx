import { fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { expect, it, vi } from 'vitest';
import { useRowKeys } from './use-row-keys';

const IDS = ['a', 'b', 'c'];

function Page({ scrollTo, dialog }: { scrollTo: (index: number) => void; dialog: boolean }) {
  const scroller = useRef<HTMLDivElement>(null);
  useRowKeys({
    rowIds: () => IDS,
    state: { open: null, setOpen: () => undefined },
    scrollTo,
    toggle: undefined,
    scroller,
  });
  return (
    <>
      <a href="#elsewhere">Elsewhere</a>
      <aside tabIndex={-1} aria-label="Panel" role="region" />
      <input aria-label="Search" />
      <div ref={scroller}>
        <button>Sort</button>
        <input type="checkbox" aria-label="Select all" />
        <input aria-label="In a cell" />
        {IDS.map((id) => (
          <div key={id} data-row={id}>
            <button data-opener={id}>{id}</button>
          </div>
        ))}
      </div>
      {dialog ? (
        <div role="dialog" data-state="open" aria-label="Dialog">
          <button>OK</button>
        </div>
      ) : null}
    </>
  );
}

function shown({ dialog = false } = {}) {
  const scrollTo = vi.fn();
  render(<Page scrollTo={scrollTo} dialog={dialog} />);
  return {
    /** The rows that Home and End go to; the browser scrolls if the event wasn't handled. */
    rowsFrom: (element: HTMLElement) => {
      const left = ['Home', 'End'].filter((key) => fireEvent.keyDown(element, { key }));
      const rows: unknown[] = scrollTo.mock.calls.flat();
      scrollTo.mockClear();
      return { rows, left };
    },
  };
}

const MOVES = { rows: [0, 2], left: [] };
const STAYS = { rows: [], left: ['Home', 'End'] };
const named = (role: string, name: string) => () => screen.getByRole(role, { name });

it.each([
  ['a row', named('button', 'b')],
  ['the table’s header', named('button', 'Sort')],
  ['a checkbox of the table', named('checkbox', 'Select all')],
  ['nothing', () => document.body],
])('Home and End go to the first and last row while the focus is on %s', (_where, find) => {
  expect(shown().rowsFrom(find())).toEqual(MOVES);
});

it.each([
  ['a link elsewhere', named('link', 'Elsewhere')],
  ['the side panel', named('region', 'Panel')],
  ['a field', named('textbox', 'Search')],
  ['a field of the table', named('textbox', 'In a cell')],
])('Home and End move no row while the focus is on %s', (_where, find) => {
  expect(shown().rowsFrom(find())).toEqual(STAYS);
});

it('Home and End move no row while a dialog is open', () => {
  const { rowsFrom } = shown({ dialog: true });
  expect(rowsFrom(screen.getByRole('button', { name: 'OK' }))).toEqual(STAYS);
  expect(rowsFrom(document.body)).toEqual(STAYS);
});
