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
import { copy } from './copy';
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

export function SettingsScreen({ facts }: { facts: SettingsFacts }) {
  const { organization, actor, actorName } = useShellSession();
  const [deleting, setDeleting] = useState(false);
  return (
    <PageBody className="max-w-200">
      <h1 className="text-xl font-semibold">{copy.title}</h1>
      <ConnectionSection facts={facts} />
      <Section title={copy.session.title}>
        <Facts>
          <Fact label={copy.session.actor}>
            {actorName === null ? null : <SafeText text={actorName} className="block" />}
            <SafeText
              text={actor}
              className={actorName === null ? '' : 'block text-muted-foreground'}
            />
          </Fact>
          <Fact label={copy.session.signedIn}>
            <time dateTime={facts.signedInAt}>{formatUtc(facts.signedInAt)}</time>
          </Fact>
          <Fact label={copy.session.expires}>
            <RelativeTime at={facts.sessionEndsAt} deadline />
            <span className="block text-muted-foreground">
              {copy.session.expiresHint(formatUtc(facts.sessionEndsAt))}
            </span>
          </Fact>
        </Facts>
      </Section>
      <SessionsSection />
      <Section title={copy.data.title}>
        <Facts>
          <Fact label={copy.data.storage}>{copy.data.storages[facts.storedIn]}</Fact>
          <Fact label={copy.data.audits}>
            <RetentionForm stored={facts.retentionDays} />
          </Fact>
          <Fact label={copy.data.neverStored}>{copy.data.neverStoredHint}</Fact>
        </Facts>
      </Section>
      <Section title={copy.rules.title}>
        <ul className="space-y-1.5 text-sm">
          <li>
            <TextLink href="/settings/rules">{copy.rules.settings}</TextLink>
            <span className="block text-muted-foreground">{copy.rules.settingsHint}</span>
          </li>
          <li>
            <TextLink href="/settings/exceptions">{copy.rules.acceptedRisks}</TextLink>
            <span className="block text-muted-foreground">{copy.rules.acceptedRisksHint}</span>
          </li>
        </ul>
      </Section>
      <RevokingSection />
      <Section title={copy.deletion.title}>
        <p className="max-w-[70ch] text-sm text-muted-foreground">
          {copy.deletion.hint.before}
          <SafeText text={organization.name} />
          {copy.deletion.hint.after}
        </p>
        <p className="mt-2 max-w-[70ch] text-sm text-muted-foreground">
          {copy.deletion.erased[facts.storedIn]}
        </p>
        <Button variant="destructive" className="mt-3" onClick={() => setDeleting(true)}>
          {copy.deletion.open}
        </Button>
      </Section>
      {deleting ? (
        <DeleteDialog organization={organization} onClose={() => setDeleting(false)} />
      ) : null}
    </PageBody>
  );
}
