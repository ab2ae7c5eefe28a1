import { openCredential } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { BraintrustClient, UpstreamKey } from '@/lib/platform/braintrust';
import { toAppError } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, inArray } from '@/lib/platform/database/sql';
import type { Target } from './confirmed-keys';

/** Keys that Latchkey is working with now. They are decrypted in memory only. */
export type KeysInUse = {
  /** The session's key, and all keys of its holder. `ofHolder` is empty for a service token. */
  session: { secret: string; ofHolder: readonly UpstreamKey[] };
  /** Other keys used by running audits. `email` is the person who started the audit, if known. */
  audits: readonly { secret: string; email: string | null }[];
};

/** A service token isn't a user's key and appears in no user's list. */
const SERVICE_TOKEN = 'bt-st-';

/**
 * Reads all keys in use for the caller's organization.
 * *Errors*: `not-signed-in`; `upstream-…` of the caller's own key list.
 */
export async function readKeysInUse(ctx: Context, client: BraintrustClient): Promise<KeysInUse> {
  const { organization, store } = ctx;
  const secret = await ctx.credential();
  const { audits } = schema;
  const running = await store.db
    .select()
    .from(audits)
    .where(
      and(
        eq(audits.organizationId, organization.id),
        inArray(audits.status, ['queued', 'running']),
      ),
    );
  const ofAudits: { secret: string; email: string | null }[] = [];
  for (const audit of running) {
    if (audit.sealedCredential === null) continue;
    const { startedBy } = audit;
    let opened: string;
    try {
      opened = await openCredential(ctx, audit, ctx.now());
    } catch (error) {
      // The audit can no longer decrypt its key, so it isn't using one.
      if (toAppError(error).code === 'credential-gone') continue;
      throw error;
    }
    if (opened === secret || opened.startsWith(SERVICE_TOKEN)) continue;
    ofAudits.push({ secret: opened, email: startedBy.includes('@') ? startedBy : null });
  }
  const ofHolder = secret.startsWith(SERVICE_TOKEN) ? [] : await client.listKeys();
  return { session: { secret, ofHolder }, audits: ofAudits };
}

/**
 * Tells whether the key is in use, based on the holder's current list. `unknown` means that the key in use
 * may be this holder's, but none of the holder's previews matches it.
 */
export function isInUse(
  target: Target,
  listed: readonly UpstreamKey[],
  { session, audits }: KeysInUse,
): 'no' | 'yes' | 'unknown' {
  const answers = audits
    .filter(({ email }) => mayBe(email, target.holderEmail))
    .map(({ secret }) => among(target, listed, secret));
  // A key that isn't in the caller's own list isn't the caller's, whatever its preview.
  if (session.ofHolder.some(({ id }) => id === target.keyId)) {
    answers.push(among(target, session.ofHolder, session.secret));
  }
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

/** Whether a preview such as `sk-...abcd` matches this secret. An unmasked preview must equal it. */
export function previewFits(preview: string, secret: string): boolean {
  const parts = MASKED.exec(preview.trim());
  if (parts === null) return preview.trim() === secret;
  const [, start = '', end = ''] = parts;
  return secret.startsWith(start) && secret.endsWith(end);
}

/** The visible start, a run of dots or stars, and the visible end. */
const MASKED = /^([^*•….]*)[*•….]+(.*)$/su;

function among(
  { keyId }: Target,
  listed: readonly UpstreamKey[],
  secret: string,
): 'no' | 'yes' | 'unknown' {
  const fitting = listed.filter(({ preview }) => previewFits(preview, secret));
  if (fitting.some(({ id }) => id === keyId)) return 'yes';
  return fitting.length === 0 ? 'unknown' : 'no';
}

const mayBe = (email: string | null, holderEmail: string | null): boolean =>
  email === null || holderEmail === null || email === holderEmail;
