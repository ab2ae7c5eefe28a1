'use client';
import { Checkbox } from '@/components/ui/checkbox';
import { copy } from './copy';
import { LazyPopover } from './lazy-popover';
import { shownColumns } from './shown-columns';
import type { DataColumn } from './types';
import type { TableState } from './use-table-state';

type ViewMenuProps<Row> = { columns: readonly DataColumn<Row>[]; state: TableState };

const itemClasses = 'hover:bg-accent flex h-7 items-center gap-2 rounded-sm px-2 text-sm';

/** The menu that chooses columns and row height. */
export function ViewMenu<Row>({ columns, state }: ViewMenuProps<Row>) {
  const shown = shownColumns(columns, state.columns);
  function toggle(id: string) {
    const next = columns
      .map((column) => column.id)
      .filter((other) => (other === id) !== shown.includes(other));
    const byDefault = shownColumns(columns, null);
    state.setColumns(next.join() === byDefault.join() ? null : next);
  }
  return (
    <LazyPopover
      label={copy.view.menu}
      variant="ghost"
      size="md"
      className="max-sm:hidden"
      content={
        <>
          <fieldset>
            <legend className="px-2 pt-1.5 pb-1 text-xs text-muted-foreground">
              {copy.view.columns}
            </legend>
            {columns.slice(1).map(({ id, header }) => (
              <label key={id} className={itemClasses}>
                <Checkbox checked={shown.includes(id)} onChange={() => toggle(id)} />
                {header}
              </label>
            ))}
          </fieldset>
          <fieldset className="mt-1 border-t pt-1">
            <legend className="float-left px-2 pt-1.5 pb-1 text-xs text-muted-foreground">
              {copy.view.rows}
            </legend>
            <div className="clear-both">
              {(['compact', 'comfortable'] as const).map((density) => (
                <label key={density} className={itemClasses}>
                  <input
                    type="radio"
                    name="density"
                    className="accent-primary"
                    checked={state.density === density}
                    onChange={() => state.setDensity(density)}
                  />
                  {copy.view.densities[density]}
                </label>
              ))}
            </div>
          </fieldset>
        </>
      }
    >
      {copy.view.menu}
    </LazyPopover>
  );
}
