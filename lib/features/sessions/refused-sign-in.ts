import { recordActivity } from '@/lib/features/activity';
import { HOUR_MS, organizationId, toAppError } from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { currentRequest, securityEvent } from '@/lib/platform/log';

/** Records a refused key, without any part of the key. */
export type NoteRefusedSignIn = (error: unknown, by: 'sign-in' | 'bearer') => Promise<void>;

const MOST_REMEMBERED = 1000;

/**
 * Logs every refusal as a security event. If the organization is known and stored here, it also writes an
 * activity entry. It does so at most once an hour per holder, reason, and address.
 */
export function createNoteRefusedSignIn(options: {
  store: Store;
  now: () => Date;
}): NoteRefusedSignIn {
  const { store, now } = options;
  const noted = new Map<string, number>();

  function isNew(name: string): boolean {
    const atMs = now().getTime();
    const before = noted.get(name);
    if (before !== undefined && atMs - before < HOUR_MS) return false;
    if (noted.size > MOST_REMEMBERED) noted.clear();
    noted.set(name, atMs);
    return true;
  }

  return async (error, by) => {
    const { code, details } = toAppError(error);
    // Not a refusal: the sign-in page asks which organization to use.
    if (code === 'choose-organization') return;
    const { organization, holder } = details;
    const known = typeof organization === 'string' ? await isKnown(store, organization) : false;
    const who = typeof holder === 'string' ? holder : 'someone';
    const name = JSON.stringify([organization, who, code, currentRequest()?.address]);
    if (typeof organization !== 'string' || !known || !isNew(name)) {
      securityEvent('sign-in-failed', { reason: code, by });
      return;
    }
    await recordActivity(store.db, {
      organizationId: organizationId(organization),
      actor: who,
      action: 'sign-in-failed',
      details: { reason: code, by },
      at: now(),
    });
  };
}

async function isKnown(store: Store, id: string): Promise<boolean> {
  const { organizations } = schema;
  const [row] = await store.db
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, organizationId(id)));
  return row !== undefined;
}
