import { afterEach, expect, it } from 'vitest';
import { DAY_MS } from '@/lib/domain/core';
import { getKey } from '@/lib/features/keys';
import { addKey, addServiceToken, startSimulator, type Simulator } from '@/lib/tools/simulator';
import { getServiceToken, listServiceTokens } from '@/lib/features/service-tokens';
import { describeStores } from '@/lib/platform/database/testing';
import { auditOnce, contextOf, keysOf, rowsOf } from '../testing';

let running: Simulator | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const AHEAD = inDays(93);

const CASES = [
  { created: '0001-01-01T00:00:00Z', raw: '0001-01-01T00:00:00Z', why: 'can’t be used' },
  { created: AHEAD, raw: AHEAD, why: 'creation date is in the future' },
  { created: 'last summer', raw: 'last summer', why: 'can’t be used' },
  { created: '', raw: '', why: 'can’t be used' },
  { created: null, raw: null, why: 'didn’t report' },
] as const;

const CREATION = 'Creation date that Braintrust sent';
const TOKEN_RULE = 'service-token-old-or-unlimited';

describeStores('a creation date that cannot be used', (current) => {
  it('leaves the age unknown, with what Braintrust sent', async () => {
    const simulator = (running = await startSimulator({ members: 4 }));
    const { organization } = simulator;
    const user_id = organization.members[0]?.id ?? null;
    const ids = CASES.map(({ created }) => addKey(organization, { user_id, created }).id);
    const tokens = CASES.map(
      ({ created }) => addServiceToken(organization, { created, expires_at: null }).id,
    );
    const fresh = addKey(organization, { user_id, created: inDays(0.5) });
    const zero = '0001-01-01T00:00:00Z';
    const endless = addKey(organization, { user_id, expires_at: zero });
    const late = addKey(organization, { user_id, expires_at: '9999-12-31T23:59:59Z' });
    const audit = await auditOnce(current.store, simulator);
    expect(audit.status).toBe('complete');
    const ctx = contextOf(current.store, simulator);
    const rows = await keysOf(current.store, simulator, audit);
    const query = { q: null, filters: {}, sort: { column: 'name', direction: 'asc' } } as const;
    const tokenRows = await listServiceTokens(ctx, {
      auditId: audit.id,
      query,
      limit: 1000,
      startingAfter: null,
    });
    for (const [index, { raw, why }] of CASES.entries()) {
      for (const row of [
        rows.find(({ id }) => id === ids[index]),
        tokenRows.find(({ id }) => id === tokens[index]),
      ]) {
        expect(row).toMatchObject({ created: null, age_days: null });
        expect(row?.findings).not.toContain('old-key');
      }
      const key = await getKey(ctx, { auditId: audit.id, keyId: ids[index] ?? '' });
      expect(key.created_raw).toBe(raw);
      expect(key.not_assessed.find(({ rule }) => rule === 'old-key')?.reason).toContain(why);
      const token = await getServiceToken(ctx, { auditId: audit.id, tokenId: tokens[index] ?? '' });
      expect(token.created_raw).toBe(raw);
      const sent = raw === null ? undefined : [{ label: CREATION, value: raw || '(empty)' }];
      const ofKey = key.not_assessed.find(({ rule }) => rule === 'old-key');
      const ofToken = token.not_assessed.find(({ rule }) => rule === TOKEN_RULE);
      expect(ofKey?.evidence).toEqual(sent);
      expect(ofToken?.evidence).toEqual(sent);
    }
    const { findings } = await rowsOf(current.store, audit.id);
    const found = findings.find(
      ({ rule, subjectId }) => rule === TOKEN_RULE && subjectId === tokens[0],
    );
    expect(found?.evidence).toContainEqual({ label: CREATION, value: CASES[0].raw });
    expect(rows.find(({ id }) => id === fresh.id)?.age_days).toBe(0);
    const detail = (keyId: string) => getKey(ctx, { auditId: audit.id, keyId });
    expect(await detail(endless.id)).not.toHaveProperty('expires_at');
    expect(await detail(endless.id)).toMatchObject({
      expires_raw: zero,
      not_assessed: expect.arrayContaining([
        expect.objectContaining({
          rule: 'never-expires',
          evidence: [{ label: 'Expiration date that Braintrust sent', value: zero }],
        }),
      ]) as unknown,
    });
    expect((await detail(late.id)).expires_at).toBe('9999-12-31T23:59:59.000Z');

    const again = await auditOnce(current.store, simulator);
    expect(again.changes).toEqual({ new: 0, gone: 0, changed: 0 });
    const followUp = await auditOnce(current.store, simulator, {
      parentId: again.id,
      memberIds: [organization.members[1]?.id ?? ''],
    });
    const kept = await getKey(ctx, { auditId: followUp.id, keyId: ids[0] ?? '' });
    expect(kept.created_raw).toBe(CASES[0].raw);
  });
});
