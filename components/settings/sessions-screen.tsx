'use client';
import { useShellSession } from '@/components/shell/session-context';
import { formatUtc } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { copy } from './copy';
import { Fact, Facts } from './facts';
import { OwnSessions } from './own-sessions';
import { SettingsPage } from './settings-page';

/** *Units*: ISO 8601 UTC. */
export type SessionTimes = { signedInAt: string; sessionEndsAt: string };

/** Who is signed in and until when, and the owner's other sessions. */
export function SessionsScreen({ times }: { times: SessionTimes }) {
  const { actor, actorName } = useShellSession();
  return (
    <SettingsPage title={copy.sessions.title}>
      <Facts>
        <Fact label={copy.session.actor}>
          {actorName === null ? null : <SafeText text={actorName} className="block" />}
          <SafeText
            text={actor}
            className={actorName === null ? '' : 'block text-muted-foreground'}
          />
        </Fact>
        <Fact label={copy.session.signedIn}>
          <time dateTime={times.signedInAt}>{formatUtc(times.signedInAt)}</time>
        </Fact>
        <Fact label={copy.session.expires}>
          <RelativeTime at={times.sessionEndsAt} deadline />
          <span className="block text-muted-foreground">
            {copy.session.expiresHint(formatUtc(times.sessionEndsAt))}
          </span>
        </Fact>
      </Facts>
      <OwnSessions />
    </SettingsPage>
  );
}
