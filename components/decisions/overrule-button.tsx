'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { copy } from './copy';

const OverruleDialog = dynamic(() => import('./overrule-dialog').then((m) => m.OverruleDialog), {
  ssr: false,
});

export function OverruleButton({ keyId }: { keyId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {copy.usage.open}
      </Button>
      {open ? <OverruleDialog keyIds={[keyId]} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
