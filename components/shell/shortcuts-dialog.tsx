'use client';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { copy } from './copy-on-demand';

const TEXT = copy.shortcuts;

const SHORTCUTS = [
  [['⌘', 'K'], TEXT.search],
  [['/'], TEXT.searchTable],
  [['j'], TEXT.next],
  [['k'], TEXT.previous],
  [['Enter'], TEXT.open],
  [['Space'], TEXT.select],
  [['Home'], TEXT.first],
  [['End'], TEXT.last],
  [['Esc'], TEXT.close],
  [['?'], TEXT.list],
] as const;

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={TEXT.title}>
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
