import 'server-only';
import type { RuleId } from '@/lib/core';
import { env } from '@/lib/env';
import { RULES } from '@/lib/policy';

/** What pages tell the browser of this installation; nothing in it is secret. */
export type PageFacts = {
  /** The demo's fake owner key; `null` outside of the demo. */
  demoKey: string | null;
  /** True where the data plane is the demo's simulator. */
  simulated: boolean;
  /** Base of deep links into Braintrust, without a slash at its end. */
  braintrustAppUrl: string;
  /** Host that keys are sent to, for the sign-in page to name. */
  braintrustApiHost: string;
  ruleTitles: Readonly<Record<RuleId, string>>;
};

/** The facts, read from environment and rules. */
export function pageFacts(): PageFacts {
  const { apiUrl, appUrl, demoKey } = env();
  return {
    demoKey,
    simulated: demoKey !== null,
    braintrustAppUrl: appUrl,
    braintrustApiHost: new URL(apiUrl).host,
    ruleTitles: Object.fromEntries(RULES.map(({ id, title }) => [id, title])) as Record<
      RuleId,
      string
    >,
  };
}
