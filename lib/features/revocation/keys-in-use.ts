import { openCredential } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { BraintrustClient, UpstreamKey } from '@/lib/platform/braintrust';
import { toAppError } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, inArray } from '@/lib/platform/database/sql';
import type { Target } from './targets';

/** Keys that Latchkey works with at this moment. Opened in memory, kept nowhere. */
export type KeysInUse = {
  /** The session's, beside all keys of whoever holds it; none for a service token. */
  session: { secret: string; ofHolder: readonly UpstreamKey[] };
  /** Those of running audits that others started. `email`: by whom, where it is known. */
  audits: readonly { secret: string; email: string | null }[];
};

/** Prefix of service tokens: no user's key, and in no user's list. */
const SERVICE_TOKEN = 'bt-st-';

/** All keys in use for the caller's organization. *Errors*: `upstream-…` of the caller's own list. */
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
    const [read] = await Promise.allSettled([openCredential(ctx, audit, ctx.now())]);
    if (read.status === 'rejected') {
      // An audit that cannot open its key any more works with none.
      if (toAppError(read.reason).code === 'credential-gone') continue;
      throw read.reason;
    }
    const opened = read.value;
    if (opened === secret || opened.startsWith(SERVICE_TOKEN)) continue;
    ofAudits.push({ secret: opened, email: startedBy.includes('@') ? startedBy : null });
  }
  const ofHolder = secret.startsWith(SERVICE_TOKEN) ? [] : await client.listKeys();
  return { session: { secret, ofHolder }, audits: ofAudits };
}

/**
 * Whether the key is in use, by the holder's whole list as it stands now. `unknown`: the one in use
 * may be this holder's, and none of the holder's keys looks like it, so previews say nothing here.
 */
export function isInUse(
  target: Target,
  listed: readonly UpstreamKey[],
  { session, audits }: KeysInUse,
): 'no' | 'yes' | 'unknown' {
  const answers = audits
    .filter(({ email }) => mayBe(email, target.holderEmail))
    .map(({ secret }) => among(target, listed, secret));
  // A key that is not in the caller's own list is not the caller's, whatever it looks like.
  if (session.ofHolder.some(({ id }) => id === target.keyId)) {
    answers.push(among(target, session.ofHolder, session.secret));
  }
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

/** Whether the preview (`sk-...abcd`) can be of this secret; one that hides nothing fits none. */
export function previewFits(preview: string, secret: string): boolean {
  const parts = MASKED.exec(preview.trim());
  if (parts === null) return preview.trim() === secret;
  const [, start = '', end = ''] = parts;
  return secret.startsWith(start) && secret.endsWith(end);
}

/** What is shown of the start, a run of dots or stars, what is shown of the end. */
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
