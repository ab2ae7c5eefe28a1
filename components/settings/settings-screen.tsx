'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useShellSession } from '@/components/shell/session-context';
import { formatUtc } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { PageBody, Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { ConnectionSection, type ConnectionFacts } from './connection-section';
import { Fact, Facts } from './facts';
import { RetentionForm } from './retention-form';
import { RevokingSection } from './revoking-section';
import { SessionsSection } from './sessions-section';

const DeleteDialog = dynamic(() => import('./delete-dialog').then((m) => m.DeleteDialog), {
  ssr: false,
});

/** Facts about this installation and session. They contain no secrets. */
export type SettingsFacts = ConnectionFacts & {
  storedIn: 'embedded' | 'memory' | 'postgres';
  signedInAt: string;
  sessionEndsAt: string;
  retentionDays: number;
};

const STORES: Record<SettingsFacts['storedIn'], string> = {
  embedded: 'Embedded database in the data folder of this server',
  memory: 'In memory: gone when this server stops',
  postgres: 'PostgreSQL',
};

/** What remains on disk after a deletion. */
const ERASED: Record<SettingsFacts['storedIn'], string> = {
  embedded:
    'Latchkey also rewrites the database files and removes their write-ahead log. Backups that you made stay.',
  memory: 'Nothing is on disk.',
  postgres:
    'Latchkey also rewrites its tables. The write-ahead log and backups of your PostgreSQL server stay as long as your server keeps them.',
};

export function SettingsScreen({ facts }: { facts: SettingsFacts }) {
  const { organization, actor } = useShellSession();
  const [deleting, setDeleting] = useState(false);
  return (
    <PageBody className="max-w-200">
      <h1 className="text-xl font-semibold">Settings</h1>
      <ConnectionSection facts={facts} />
      <Section title="Session">
        <Facts>
          <Fact label="Signed in as">
            <SafeText text={actor} />
          </Fact>
          <Fact label="Signed in">
            <time dateTime={facts.signedInAt}>{formatUtc(facts.signedInAt)}</time>
          </Fact>
          <Fact label="Ends">
            <RelativeTime at={facts.sessionEndsAt} />
            <span className="block text-muted-foreground">
              {formatUtc(facts.sessionEndsAt)}. Using Latchkey does not extend it, and 60 minutes
              without use end it earlier. The key is kept sealed until then, or until you sign out.
            </span>
          </Fact>
        </Facts>
      </Section>
      <SessionsSection />
      <Section title="What is kept">
        <Facts>
          <Fact label="Stored in">{STORES[facts.storedIn]}</Fact>
          <Fact label="Finished audits">
            <RetentionForm days={facts.retentionDays} />
          </Fact>
          <Fact label="Never kept">
            Secrets of listed keys, keys of other organizations, impersonation tokens
          </Fact>
        </Facts>
      </Section>
      <Section title="Rules">
        <ul className="space-y-1.5 text-sm">
          <li>
            <TextLink href="/settings/rules">Rule settings</TextLink>
            <span className="block text-muted-foreground">
              Plan, thresholds, words, company domains, severities, rules that are off
            </span>
          </li>
          <li>
            <TextLink href="/settings/exceptions">Exceptions</TextLink>
            <span className="block text-muted-foreground">
              Accepted risks, with reason, author and end
            </span>
          </li>
        </ul>
      </Section>
      <RevokingSection />
      <Section title="Delete everything of this organization">
        <p className="max-w-[70ch] text-sm text-muted-foreground">
          Deletes every audit, key, member, finding, and decision that Latchkey holds of{' '}
          <SafeText text={organization.name} />, and signs out every owner. Owners can read the
          activity log for 30 days. Then Latchkey deletes it too. Nothing in Braintrust changes.
        </p>
        <p className="mt-2 max-w-[70ch] text-sm text-muted-foreground">{ERASED[facts.storedIn]}</p>
        <Button variant="destructive" className="mt-3" onClick={() => setDeleting(true)}>
          Delete everything
        </Button>
      </Section>
      {deleting ? (
        <DeleteDialog organization={organization} onClose={() => setDeleting(false)} />
      ) : null}
    </PageBody>
  );
}
