'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useShellSession } from '@/components/shell/session-context';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { copy } from './copy';
import { Fact, Facts } from './facts';
import { RetentionForm } from './retention-form';
import { SettingsPage } from './settings-page';

const DeleteDialog = dynamic(() => import('./delete-dialog').then((m) => m.DeleteDialog), {
  ssr: false,
});

type DataScreenProps = { storedIn: 'embedded' | 'memory' | 'postgres'; retentionDays: number };

/** Where data is stored and for how long, and its deletion. */
export function DataScreen({ storedIn, retentionDays }: DataScreenProps) {
  const { organization } = useShellSession();
  const [deleting, setDeleting] = useState(false);
  return (
    <SettingsPage title={copy.data.title}>
      <Facts>
        <Fact label={copy.data.storage}>{copy.data.storages[storedIn]}</Fact>
        <Fact label={copy.data.audits}>
          <RetentionForm stored={retentionDays} />
        </Fact>
        <Fact label={copy.data.neverStored}>{copy.data.neverStoredHint}</Fact>
      </Facts>
      <Section title={copy.deletion.title}>
        <p className="max-w-[70ch] text-sm text-muted-foreground">
          {copy.deletion.hint.before}
          <SafeText text={organization.name} />
          {copy.deletion.hint.after}
        </p>
        <p className="mt-2 max-w-[70ch] text-sm text-muted-foreground">
          {copy.deletion.erased[storedIn]}
        </p>
        <Button variant="destructive" className="mt-3" onClick={() => setDeleting(true)}>
          {copy.deletion.open}
        </Button>
      </Section>
      {deleting ? (
        <DeleteDialog organization={organization} onClose={() => setDeleting(false)} />
      ) : null}
    </SettingsPage>
  );
}
