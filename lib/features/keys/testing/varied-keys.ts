import { seedAudit, seedKeys, NOW } from '@/lib/features/audits/testing/seed';
import { KEYS_TABLE, type KeyRow } from '@/lib/contract';
import {
  ACCESS_LEVELS,
  DAY_MS,
  KEY_STATES,
  keyId,
  memberId,
  RULE_IDS,
  SEVERITIES,
  USED_BY,
  VERDICTS,
} from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';

export const HOSTILE = [
  "Robert'); DROP TABLE audit_keys;--",
  '100%_done\\',
  '<b>x</b>\n"quoted"',
  '=cmd|calc',
  '‮evil',
  'ключ 🔑',
  'İstanbul',
];

const pick = <T>(values: readonly T[], index: number): T => {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('empty set');
  return value;
};

/** Every column has many ties and nulls, and the row order matches no column. */
export function variedKeys(count: number): Parameters<typeof seedKeys>[2] {
  return Array.from({ length: count }, (_, index) => {
    const n = (index * 7919) % count;
    const judged = n % 5 !== 0;
    return {
      keyId: keyId(`k-${String(n).padStart(5, '0')}`),
      name: n % 4 === 0 ? pick(HOSTILE, n) : `key ${n % 6}`,
      holderId: memberId(`u-${n % 5}`),
      holderEmail: n % 3 === 0 ? null : `u${n % 5}@acme.test`,
      holderGivenName: n % 2 === 0 ? 'Ada' : null,
      createdAt: n % 6 === 0 ? null : new Date(NOW.getTime() - (n % 9) * 60 * DAY_MS),
      expiryKind: pick(['at', 'never', 'unknown'] as const, n),
      expiresAt: n % 3 === 0 ? new Date(NOW.getTime() + ((n % 7) - 2) * 20 * DAY_MS) : null,
      state: judged ? 'seen' : pick(KEY_STATES, n / 5),
      firstSeenAt: new Date(NOW.getTime() - (n % 3) * DAY_MS),
      verdict: judged ? pick(VERDICTS, n) : null,
      severity: n % 4 === 1 ? null : judged ? pick(SEVERITIES, n) : null,
      usedBy: judged ? pick(USED_BY, n) : null,
      access: pick(ACCESS_LEVELS, n),
      priority: judged ? n + 1 : null,
      workload: judged && n % 3 > 0 ? `w-${n % 3}` : null,
      findings: judged ? [pick(RULE_IDS, n), pick(RULE_IDS, n + 3)] : [],
    };
  });
}

export async function seedVaried(store: Store, count = 97) {
  const audit = await seedAudit(store);
  await seedKeys(store, audit, variedKeys(count));
  await store.db.insert(schema.auditChanges).values(
    (['new', 'gone', 'changed'] as const).map((kind, index) => ({
      auditId: audit,
      keyId: keyId(`k-${String(index + 1).padStart(5, '0')}`),
      kind,
      name: 'n',
      preview: 'p',
      holderId: memberId('u-1'),
      fields: [],
    })),
  );
  return audit;
}

const rank = (values: readonly string[], value: string | null): number | null =>
  value === null || !values.includes(value) ? null : values.indexOf(value);
const flip = (value: number | null): number | null => (value === null ? null : -value);

/** The sort value of each column, implemented independently of the SQL. */
export const SORT_VALUES: Record<
  (typeof KEYS_TABLE.sorts)[number],
  (row: KeyRow) => string | number | null
> = {
  priority: (row) => row.priority,
  severity: (row) => flip(rank(SEVERITIES, row.severity)),
  verdict: (row) => flip(rank(VERDICTS, row.verdict)),
  name: (row) => row.name.toLowerCase(),
  holder: (row) => row.user_email ?? row.user_given_name?.toLowerCase() ?? null,
  used_by: (row) => rank(USED_BY, row.used_by),
  access: (row) => flip(rank(ACCESS_LEVELS.slice(0, -1), row.access)),
  projects_reached: (row) => row.projects_reached,
  created: (row) => row.created,
  expires_at: (row) => row.expires_at ?? null,
  first_seen_at: (row) => row.first_seen_at,
  state: (row) => rank(KEY_STATES, row.state),
};

export const FILTER_VALUES: Record<string, (row: KeyRow) => readonly string[]> = {
  verdict: (row) => [row.verdict ?? 'not-judged'],
  severity: (row) => [row.severity ?? 'none'],
  used_by: (row) => (row.used_by === null ? [] : [row.used_by]),
  state: (row) => [row.state],
  access: (row) => [row.access],
  rule: (row) => row.findings,
  age: (row) => [ageOf(row)],
  expiry: (row) => [expiryOf(row)],
};

function ageOf({ age_days: days }: KeyRow): string {
  if (days === null) return 'unknown';
  if (days < 90) return 'under-90';
  return days < 180 ? '90-to-179' : days < 365 ? '180-to-364' : '365-or-more';
}

function expiryOf({ expires_at: at }: KeyRow): string {
  if (at === undefined) return 'unknown';
  if (at === null) return 'never';
  const days = (new Date(at).getTime() - NOW.getTime()) / DAY_MS;
  return days <= 0 ? 'expired' : days < 31 ? 'within-30' : 'later';
}

export function compare(
  a: string | number | null,
  b: string | number | null,
  direction: 'asc' | 'desc',
): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (a === b) return 0;
  const less = typeof a === 'string' && typeof b === 'string' ? bytewise(a, b) : a < b ? -1 : 1;
  return direction === 'asc' ? less : -less;
}

/** Compares by code point, as the database does. JavaScript's `<` compares UTF-16 units. */
const bytewise = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
