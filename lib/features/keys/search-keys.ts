import type { AuditRow } from '@/lib/features/audits';
import {
  foldText,
  matcherOf,
  MINUTE_MS,
  perProcess,
  type AuditId,
  type KeyId,
} from '@/lib/domain/core';
import { schema, type Database } from '@/lib/platform/database';
import { and, asc, eq, gt } from '@/lib/platform/database/sql';

const { auditKeys } = schema;

/** With more, comparing the texts in the database is quicker: a page is full before all of them are read. */
const MOST_FOUND = 5_000;
/** The texts of 100,000 keys take an estimated 30 MB. */
const MOST_KEYS = 200_000;
const MOST_AUDITS = 2;
/** They have names and emails, so they don't stay for long. */
const KEPT_MS = 10 * MINUTE_MS;
/** Reading all keys at once would stop the server for as long as it takes to read their rows. */
const PAGE_KEYS = 2_000;
/** No text of a key contains it, because PostgreSQL rejects it. */
const BETWEEN_TEXTS = '\0';

type Texts = { ids: KeyId[]; texts: string[] };
type Kept = { texts: Promise<Texts>; timer: NodeJS.Timeout };

/** By audit and when it finished, because an audit that is resumed finishes again. The last used one is last. */
const kept = perProcess('key-texts', () => new Map<string, Kept>());

/**
 * The ids of the keys that contain `q`, found in memory, because the database reads every row of the audit for it.
 * What an audit saw stays once it has finished. `null` if the database has to search: in an audit that hasn't finished, or
 * because too many keys contain `q`.
 */
export async function searchKeys(
  db: Database,
  audit: AuditRow,
  q: string | null,
): Promise<KeyId[] | null> {
  if (q === null || q === '' || audit.finishedAt === null || audit.keysSeen > MOST_KEYS)
    return null;
  if (q.includes(BETWEEN_TEXTS)) return [];
  const { ids, texts } = await textsOf(db, audit.id, audit.finishedAt);
  const matches = matcherOf(q);
  const found = ids.filter((_, index) => matches(texts[index] ?? ''));
  return found.length > MOST_FOUND ? null : found;
}

function textsOf(db: Database, auditId: AuditId, finishedAt: Date): Promise<Texts> {
  const name = `${auditId} ${finishedAt.toISOString()}`;
  const texts = kept.get(name)?.texts ?? readTexts(db, auditId);
  forget(name);
  kept.set(name, { texts, timer: setTimeout(() => forget(name), KEPT_MS).unref() });
  const [oldest] = kept.keys();
  if (kept.size > MOST_AUDITS && oldest !== undefined) forget(oldest);
  texts.catch(() => {
    // The caller gets the error. The next search reads the texts again.
    forget(name);
  });
  return texts;
}

function forget(name: string): void {
  clearTimeout(kept.get(name)?.timer);
  kept.delete(name);
}

async function readTexts(db: Database, auditId: AuditId): Promise<Texts> {
  const all: Texts = { ids: [], texts: [] };
  for (;;) {
    const last = all.ids.at(-1);
    const page = await db
      .select({
        id: auditKeys.keyId,
        name: auditKeys.name,
        preview: auditKeys.preview,
        email: auditKeys.holderEmail,
        given: auditKeys.holderGivenName,
        family: auditKeys.holderFamilyName,
      })
      .from(auditKeys)
      .where(
        and(
          eq(auditKeys.auditId, auditId),
          last === undefined ? undefined : gt(auditKeys.keyId, last),
        ),
      )
      .orderBy(asc(auditKeys.keyId))
      .limit(PAGE_KEYS);
    for (const { id, name, preview, email, given, family } of page) {
      const holder = [given, family].filter((part) => part !== null).join(' ');
      all.ids.push(id);
      all.texts.push(foldText([name, preview, email, holder, id].join(BETWEEN_TEXTS)));
    }
    if (page.length < PAGE_KEYS) return all;
  }
}
