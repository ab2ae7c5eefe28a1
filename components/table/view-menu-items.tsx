'use client';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { copy } from './copy-on-demand';
import { shownColumns } from './shown-columns';
import type { TableState } from './use-table-state';

export type ViewMenuItemsProps = {
  columns: readonly { id: string; header: string; hidden?: boolean }[];
  state: TableState;
  onPrint: () => void;
};

const itemClasses = 'hover:bg-accent flex h-7 items-center gap-2 rounded-sm px-2 text-sm';

export function ViewMenuItems({ columns, state, onPrint }: ViewMenuItemsProps) {
  const shown = shownColumns(columns, state.columns);
  function toggle(id: string) {
    const next = columns
      .map((column) => column.id)
      .filter((other) => (other === id) !== shown.includes(other));
    const byDefault = shownColumns(columns, null);
    state.setColumns(next.join() === byDefault.join() ? null : next);
  }
  return (
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
      <div className="mt-1 border-t pt-1">
        <Button variant="ghost" size="sm" className="w-full justify-start" onClick={onPrint}>
          {copy.view.print}
        </Button>
      </div>
    </>
  );
}
