import { describe, expect, it } from 'vitest';
import { allSelection, toggled, type SelectedIds } from './selection';

const rows = [{ id: 'a' }, { id: 'b' }];

function selectAll(ids: SelectedIds, checked: boolean): SelectedIds {
  let now = ids;
  const selection = {
    ids,
    set: (next: SelectedIds | ((before: SelectedIds) => SelectedIds)) => {
      now = typeof next === 'function' ? next(now) : next;
    },
  };
  allSelection(selection, rows).toggle(checked);
  return now;
}

describe('selection', () => {
  it('turns one row round and leaves what was given as it was', () => {
    const before: SelectedIds = new Set(['a']);
    expect([...toggled(before, 'b')]).toEqual(['a', 'b']);
    expect([...toggled(before, 'a')]).toEqual([]);
    expect([...before]).toEqual(['a']);
  });

  it('tells all from some, as far as rows are loaded', () => {
    const state = (...ids: string[]) => {
      const { all, some } = allSelection({ ids: new Set(ids), set: () => undefined }, rows);
      return { all, some };
    };
    expect(state()).toEqual({ all: false, some: false });
    expect(state('b')).toEqual({ all: false, some: true });
    expect(state('a', 'b')).toEqual({ all: true, some: false });
  });

  it('keeps rows of another filter selected when all that are loaded are', () => {
    expect([...selectAll(new Set(['other']), true)]).toEqual(['other', 'a', 'b']);
    expect([...selectAll(new Set(['other', 'a', 'b']), false)]).toEqual(['other']);
  });
});
