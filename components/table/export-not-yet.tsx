'use client';
import { Download } from 'lucide-react';
import { useId } from 'react';
import { notify } from '@/components/shell/notify';
import { Button } from '@/components/ui/button';
import { copy } from './copy';
import { copy as onDemand } from './copy-on-demand';

/**
 * Shown instead of the export link while the audit runs. Uses `aria-disabled` so that the button stays
 * focusable and can explain itself when pressed.
 */
export function ExportNotYet() {
  const id = useId();
  return (
    <Button
      aria-disabled
      aria-describedby={`${id}-why`}
      title={onDemand.export.notYetHint}
      className="max-lg:ml-auto"
      onClick={() => void notify('info', onDemand.export.notYet, onDemand.export.notYetHint)}
    >
      <Download aria-hidden />
      {copy.export.label}
      <span aria-hidden className="font-normal max-sm:hidden">
        {onDemand.export.whenFinished}
      </span>
      <span id={`${id}-why`} hidden>
        {onDemand.export.notYetHint}
      </span>
    </Button>
  );
}
