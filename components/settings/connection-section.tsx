import { ExternalLink } from 'lucide-react';
import { useShellSession } from '@/components/shell/session-context';
import { SafeText } from '@/components/status/safe-text';
import { Section } from '@/components/ui/section';
import { Fact, Facts } from './facts';

export type ConnectionFacts = {
  apiUrl: string;
  appUrl: string;
  /** Requests come through a proxy, but LATCHKEY_TRUSTED_PROXIES is 0. */
  proxyIgnored: boolean;
};

/** The organization and the Braintrust URLs that this installation uses. */
export function ConnectionSection({ facts }: { facts: ConnectionFacts }) {
  const { organization } = useShellSession();
  return (
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
        {facts.proxyIgnored ? (
          <Fact label="Proxy">
            Requests come through a proxy, but LATCHKEY_TRUSTED_PROXIES is 0, so all callers count
            as one address.
            <span className="block text-muted-foreground">
              Set it to the number of proxies in front of this server, and restart.
            </span>
          </Fact>
        ) : null}
      </Facts>
    </Section>
  );
}
