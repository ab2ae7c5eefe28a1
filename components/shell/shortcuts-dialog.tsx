'use client';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';

const SHORTCUTS = [
  [['⌘', 'K'], 'Search and commands (Ctrl K on Windows and Linux)'],
  [['/'], 'Search in the table'],
  [['j'], 'Next row'],
  [['k'], 'Previous row'],
  [['Enter'], 'Open the row'],
  [['Space'], 'Select the row'],
  [['Home'], 'First row'],
  [['End'], 'Last row'],
  [['Esc'], 'Close the panel, clear the selection'],
  [['?'], 'This list'],
] as const;

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title="Keyboard shortcuts">
        <dl className="mt-4 space-y-2">
          {SHORTCUTS.map(([keys, what]) => (
            <div key={what} className="flex items-center justify-between gap-4 text-sm">
              <dt>{what}</dt>
              <dd className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
