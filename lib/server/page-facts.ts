import 'server-only';
import type { RuleId } from '@/lib/domain/core';
import { initialsOf, RULE_IDS } from '@/lib/domain/core';
import { env, type Env } from '@/lib/platform/config/env';
import { RULES } from '@/lib/domain/policy';
import type { Session } from '@/lib/features/sessions';
import { labelOf } from '@/lib/features/sessions';
import { isProxyIgnored } from './caller-address';

/** What pages show about this installation. Nothing here is secret: the demo key is fake. */
export function pageFacts(): {
  /** The demo's fake owner key; `null` outside the demo. */
  demoKey: string | null;
  /** True if the organization is the demo's simulated one. */
  simulated: boolean;
  keyHosts: string[];
  /** Base of deep links, without a trailing slash. */
  braintrustAppUrl: string;
} {
  const { appUrl, demoKey } = env();
  return {
    demoKey,
    simulated: demoKey !== null,
    keyHosts: keyHosts(env()),
    braintrustAppUrl: appUrl,
  };
}

/** Hosts that a key may be sent to: the API's, and the app's if its login endpoint may be called. */
export function keyHosts({ apiUrl, appLoginUrl }: Pick<Env, 'apiUrl' | 'appLoginUrl'>): string[] {
  const urls = appLoginUrl === null ? [apiUrl] : [apiUrl, appLoginUrl];
  return [...new Set(urls.map((url) => new URL(url).host))];
}

/** Which Braintrust this installation talks to, and whether it ignores a proxy in front of it. */
export function connectionFacts(): { apiUrl: string; appUrl: string; proxyIgnored: boolean } {
  const { apiUrl, appUrl } = env();
  return { apiUrl, appUrl, proxyIgnored: isProxyIgnored(env()) };
}

/** Session data for every signed-in page; safe to send to the browser. */
export function sessionFacts(
  session: Session,
  actorName: string | null,
): {
  organization: { id: string; name: string };
  actor: string;
  actorName: string | null;
  initials: string;
  simulated: boolean;
  braintrustAppUrl: string;
  braintrustApiUrl: string;
  ruleTitles: Record<RuleId, string>;
} {
  const { simulated, braintrustAppUrl } = pageFacts();
  const actor = labelOf(session.user);
  const titles = new Map(RULES.map(({ id, title }) => [id, title]));
  const entries = RULE_IDS.map((id) => [id, titles.get(id) ?? id] as const);
  return {
    organization: session.organization,
    actor,
    actorName,
    initials: initialsOf(actorName ?? actor),
    simulated,
    braintrustAppUrl,
    braintrustApiUrl: connectionFacts().apiUrl,
    ruleTitles: Object.fromEntries(entries) as Record<RuleId, string>,
  };
}
