'use client';
import { ExternalLink } from 'lucide-react';
import { useShellSession } from '@/components/shell/session-context';
import { SafeText } from '@/components/status/safe-text';
import { copy } from './copy';
import { Fact, Facts } from './facts';
import { SettingsPage } from './settings-page';

const words = copy.connection;

export type ConnectionFacts = {
  apiUrl: string;
  appUrl: string;
  /** Requests come through a proxy, but LATCHKEY_TRUSTED_PROXIES is 0. */
  proxyIgnored: boolean;
};

/** The organization and the Braintrust URLs that this installation uses. */
export function ConnectionScreen({ facts }: { facts: ConnectionFacts }) {
  const { organization } = useShellSession();
  return (
    <SettingsPage title={words.title}>
      <Facts>
        <Fact label={words.organization}>
          <SafeText text={organization.name} />
          <SafeText text={organization.id} className="block font-mono text-xs" />
        </Fact>
        <Fact label={words.api}>
          <span className="font-mono text-xs">{facts.apiUrl}</span>
          <span className="block text-muted-foreground">{words.apiHint}</span>
        </Fact>
        <Fact label={words.app}>
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
        {facts.proxyIgnored ? (
          <Fact label={words.proxy}>
            {words.proxyIgnored}
            <span className="block text-muted-foreground">{words.proxyHint}</span>
          </Fact>
        ) : null}
      </Facts>
    </SettingsPage>
  );
}
