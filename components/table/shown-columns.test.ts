import { describe, expect, it } from 'vitest';
import { shownColumns } from './shown-columns';

const column = (id: string, hidden?: boolean) => ({
  id,
  header: id,
  width: 1,
  cell: () => null,
  ...(hidden ? { hidden } : {}),
});
const columns = [column('name'), column('holder'), column('access', true)];

describe('shownColumns', () => {
  it('leaves out what is hidden by default', () => {
    expect(shownColumns(columns, null)).toEqual(['name', 'holder']);
  });

  it('follows the URL, in the table’s own order, and never loses the first column', () => {
    expect(shownColumns(columns, ['access', 'holder'])).toEqual(['name', 'holder', 'access']);
    expect(shownColumns(columns, ['nonsense'])).toEqual(['name']);
  });
});
