import type { MemberId } from '@/lib/core';
import type { Organization } from '@/lib/organization';
import type { Store } from '@/lib/store';
import type { Sealer } from './sealing';

/** Who acts. `label` is what the activity log shows: an e-mail address or what is known instead. */
export type Actor = {
  kind: 'session' | 'bearer' | 'command-line' | 'system';
  userId: MemberId | null;
  email: string | null;
  label: string;
};

/**
 * Whom a verb acts for: an owner of `organization`, proven upstream. A verb sees nothing of any
 * other organization.
 */
export type Context = {
  store: Store;
  organization: Organization;
  actor: Actor;
  /** The caller's own Braintrust key; opened only where a verb needs it. */
  credential: () => Promise<string>;
  /** Seals a secret for the row that a verb writes it to. */
  sealer: Sealer;
  now: () => Date;
};
