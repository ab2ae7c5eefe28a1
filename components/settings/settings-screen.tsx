'use client';
import { ExternalLink } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';
import { useShellSession } from '@/components/shell/session-context';
import { formatUtc } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { PageBody, Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { RetentionForm } from './retention-form';
import { RevokingSection } from './revoking-section';

const DeleteDialog = dynamic(() => import('./delete-dialog').then((m) => m.DeleteDialog), {
  ssr: false,
});

/** What the settings show of this installation and session. Nothing in it is secret. */
export type SettingsFacts = {
  apiUrl: string;
  appUrl: string;
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

/** Connection, session, how long audits are kept, and the way to delete everything. */
export function SettingsScreen({ facts }: { facts: SettingsFacts }) {
  const { organization, actor } = useShellSession();
  const [deleting, setDeleting] = useState(false);
  return (
    <PageBody className="max-w-200">
      <h1 className="text-xl font-semibold">Settings</h1>
      <Section title="Connection">
        <Facts>
          <Fact label="Organization">
            <SafeText text={organization.name} />
            <SafeText text={organization.id} className="block font-mono text-xs" />
          </Fact>
          <Fact label="Braintrust API">
            <span className="font-mono text-xs">{facts.apiUrl}</span>
            <span className="block text-muted-foreground">
              Keys are sent here and nowhere else. Set by BRAINTRUST_API_URL where the server runs.
            </span>
          </Fact>
          <Fact label="Braintrust app">
            <a
              href={facts.appUrl}
              target="_blank"
              rel="noreferrer"
              className="inline-flex items-center gap-1 rounded-sm font-mono text-xs text-link underline-offset-4 hover:underline"
            >
              {facts.appUrl}
              <ExternalLink className="size-3" aria-hidden />
            </a>
          </Fact>
        </Facts>
      </Section>
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
              {formatUtc(facts.sessionEndsAt)}. Using Latchkey does not extend it. The key is kept
              sealed until then, or until you sign out.
            </span>
          </Fact>
        </Facts>
      </Section>
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
          Deletes every audit, key, member and finding that Latchkey holds of{' '}
          <SafeText text={organization.name} />, its activity log, and all of its sessions, yours
          too. Nothing in Braintrust changes. One line stays: who deleted it, and when.
        </p>
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

function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid gap-x-6 gap-y-2.5 text-sm sm:grid-cols-[160px_1fr]">{children}</dl>;
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="max-w-[70ch] min-w-0 tabular-nums max-sm:mb-1.5">{children}</dd>
    </>
  );
}
