'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { copy } from './copy';
import type { AssignDialogProps } from './assign-dialog';

const AssignDialog = dynamic(() => import('./assign-dialog').then((m) => m.AssignDialog), {
  ssr: false,
});

/** The button to set who is responsible for a plan or workload, and until when. */
export function AssignButton(props: Omit<AssignDialogProps, 'onClose'>) {
  const [open, setOpen] = useState(false);
  const { assignee, due } = props.current;
  return (
    <>
      <Button variant="link" size="sm" onClick={() => setOpen(true)}>
        {assignee === null && due === null ? copy.assign.open : copy.assign.change}
      </Button>
      {open ? <AssignDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
