import type { Dispatch, SetStateAction } from 'react';

/** Ids of the rows that are selected, those not loaded yet included. */
export type SelectedIds = ReadonlySet<string>;

export type Selection = {
  ids: SelectedIds;
  set: Dispatch<SetStateAction<SelectedIds>>;
};

/** The same rows, with this one turned round. */
export function toggled(ids: SelectedIds, id: string): SelectedIds {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** What the checkbox over all loaded rows shows and does. */
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
