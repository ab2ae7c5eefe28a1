import type { Dispatch, SetStateAction } from 'react';

/** Ids of the selected rows, including rows that aren't loaded yet. */
export type SelectedIds = ReadonlySet<string>;

export type Selection = {
  ids: SelectedIds;
  set: Dispatch<SetStateAction<SelectedIds>>;
};

/** A selection in a table whose checkboxes are named after their rows. */
export type RowSelection<Row> = Selection & { rowName: (row: Row) => string };

/** A copy of the selection with this row toggled. */
export function toggled(ids: SelectedIds, id: string): SelectedIds {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** State and action of the checkbox in the header, which covers all loaded rows. */
export function allSelection({ ids, set }: Selection, rows: readonly { id: string }[]) {
  const all = rows.every(({ id }) => ids.has(id));
  return {
    all,
    some: ids.size > 0 && !all,
    toggle: (checked: boolean) =>
      set((before) => {
        const next = new Set(before);
        for (const { id } of rows) {
          if (checked) next.add(id);
          else next.delete(id);
        }
        return next;
      }),
  };
}
