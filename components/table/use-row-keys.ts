'use client';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { isTyping } from '@/components/shell/is-typing';
import type { TableState } from './use-table-state';

type RowKeysInput = {
  rowIds: () => readonly string[];
  state: Pick<TableState, 'open' | 'setOpen'>;
  scrollTo: (index: number) => void;
  toggle: ((id: string) => void) | undefined;
  scroller: RefObject<HTMLDivElement | null>;
};

/**
 * Keyboard navigation of rows: j/k or arrows, Home, End; Enter opens, space selects, Esc closes. While a
 * panel is open, moving shows the next row in it and keeps the focus where it is. Home and End move rows only
 * if the focus is in the table or nowhere, because elsewhere they scroll.
 */
export function useRowKeys(input: RowKeysInput) {
  const [index, setIndex] = useState<number | null>(null);
  const latest = useRef({ ...input, index });
  const focusWanted = useRef<string | null>(null);
  useEffect(() => {
    latest.current = { ...input, index };
    const id = focusWanted.current;
    if (id === null) return;
    const target = findOpener(input.scroller.current, id);
    if (!target) return;
    focusWanted.current = null;
    target.focus({ preventScroll: true });
  });

  const goTo = useCallback((next: number) => {
    const { rowIds, state, scrollTo } = latest.current;
    const ids = rowIds();
    const clamped = Math.max(0, Math.min(ids.length - 1, next));
    const id = ids[clamped];
    if (id === undefined) return;
    setIndex(clamped);
    scrollTo(clamped);
    if (state.open === null) focusWanted.current = id;
    else state.setOpen(id);
  }, []);

  const open = useCallback((at: number) => {
    const { rowIds, state } = latest.current;
    const id = rowIds()[at];
    if (id === undefined) return;
    setIndex(at);
    state.setOpen(id);
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return;
      const current = latest.current;
      const ids = current.rowIds();
      const at = currentRow(current, ids);
      const id = ids[at];
      const act = actionOf(event, at, ids.length, current.scroller.current);
      if (act === null) return;
      if (act.kind === 'go') goTo(act.index);
      else if (act.kind === 'open' && at >= 0 && current.state.open === null) open(at);
      else if (act.kind === 'toggle' && current.toggle && id !== undefined) current.toggle(id);
      else if (act.kind === 'close' && current.state.open !== null) {
        focusWanted.current = current.state.open;
        if (at >= 0) setIndex(at);
        current.state.setOpen(null);
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [goTo, open]);
  return { index, open };
}

/** Where moving starts: the open row, which a link may have opened, or else the last row moved to; or -1. */
function currentRow(
  { state, index }: Pick<RowKeysInput, 'state'> & { index: number | null },
  ids: readonly string[],
): number {
  const openAt = state.open === null ? -1 : ids.indexOf(state.open);
  return openAt >= 0 ? openAt : (index ?? -1);
}

type KeyAction = { kind: 'go'; index: number } | { kind: 'open' | 'toggle' | 'close' };

/**
 * The action for a key, or `null` if the table doesn't handle it. Up, down and space work only inside a row.
 */
function actionOf(
  event: KeyboardEvent,
  at: number,
  count: number,
  table: HTMLElement | null,
): KeyAction | null {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const inRow = target?.closest('[data-row]') != null;
  const onControl =
    target?.closest('a, button, input, summary') != null && !target.closest('[data-opener]');
  switch (event.key) {
    case 'j':
      return { kind: 'go', index: at + 1 };
    case 'k':
      return { kind: 'go', index: at - 1 };
    case 'ArrowDown':
      return inRow ? { kind: 'go', index: at + 1 } : null;
    case 'ArrowUp':
      return inRow ? { kind: 'go', index: at - 1 } : null;
    case 'Home':
      return isForTable(target, table) ? { kind: 'go', index: 0 } : null;
    case 'End':
      return isForTable(target, table) ? { kind: 'go', index: count - 1 } : null;
    case 'Enter':
      return onControl ? null : { kind: 'open' };
    case ' ':
      return onControl || !inRow ? null : { kind: 'toggle' };
    case 'Escape':
      return { kind: 'close' };
    default:
      return null;
  }
}

/** Whether the focus is in the table, or nowhere on a page without an open dialog. */
function isForTable(target: HTMLElement | null, table: HTMLElement | null): boolean {
  if (target === null || table === null) return false;
  if (target !== document.body) return table.contains(target);
  // A dialog loses the focus to the page if its focused button becomes disabled.
  return document.querySelector('[role=dialog][data-state=open]') === null;
}

function findOpener(scroller: HTMLElement | null, id: string): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-opener="${CSS.escape(id)}"]`) ?? null;
}
