import { afterEach, beforeEach, expect, it } from 'vitest';
import { listActivity } from '@/lib/features/activity';
import { rowsOf } from '@/lib/features/audits/testing';
import { OTHER, testContext } from '@/lib/features/audits/testing/seed';
import type { KeyRow, UsedByDecision } from '@/lib/contract';
import { getKey } from '@/lib/features/keys';
import { rememberOrganization } from '@/lib/features/organizations';
import { schema } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import { setUsedBy } from './index';
import { startOwner, type TestOwner } from './testing/owner';

const decide = (key: KeyRow, usedBy: UsedByDecision['used_by'], note = ''): UsedByDecision => ({
  key_id: key.id,
  used_by: usedBy,
  note,
});

describeStores('who uses a key, as an owner says', (current) => {
  let owner: TestOwner;
  beforeEach(async () => {
    owner = await startOwner(current.store);
  });
  afterEach(() => owner.close());

  const logged = async () =>
    (
      await listActivity(owner.ctx, {
        limit: 100,
        startingAfter: null,
        query: {
          q: null,
          filters: { action: ['used-by-set'] },
          sort: { column: 'at', direction: 'desc' },
        },
      })
    ).map(({ actor, details }) => ({ actor, details }));
  const keyOf = async (usedBy: KeyRow['used_by']): Promise<KeyRow> => {
    const key = (await owner.keys()).find((one) => one.used_by === usedBy && !one.overruled);
    if (key === undefined) throw new Error(`no key is used by ${String(usedBy)}`);
    return key;
  };
  const again = async (id: string) => {
    const key = (await owner.keys()).find((one) => one.id === id);
    if (key === undefined) throw new Error(`no key ${id}`);
    return key;
  };

  it('overrules the rules, with the note as evidence, and sticks in the next audit', async () => {
    const key = await keyOf('unclear');
    expect(key.overruled).toBe(false);
    const note = 'our deploy bot';
    await setUsedBy(owner.ctx, { decisions: [decide(key, 'workload', note)] });
    expect(await again(key.id)).toMatchObject({
      used_by: 'workload',
      verdict: 'replace',
      overruled: true,
    });
    const next = await owner.auditAgain();
    const later = await getKey(owner.ctx, { auditId: next.id, keyId: key.id });
    expect(later).toMatchObject({ used_by: 'workload', verdict: 'replace', overruled: true });
    const [evidence] = later.used_by_signals;
    expect(evidence?.value).toContain(note);
    expect(evidence?.value).toContain(owner.ctx.actor.label);
  });

  it('a key of unknown usage that is said to be a person’s leaves “ask the holder” at once', async () => {
    const key = (await owner.keys()).find(({ verdict }) => verdict === 'ask-holder');
    if (key === undefined) throw new Error('no key is of unknown usage');
    await setUsedBy(owner.ctx, { decisions: [decide(key, 'person')] });
    expect(['rotate', 'ok']).toContain((await again(key.id)).verdict);
  });

  it('a workload that is said to be a person is not replaced any more', async () => {
    const key = await keyOf('workload');
    await setUsedBy(owner.ctx, { decisions: [decide(key, 'person')] });
    const judged = await again(key.id);
    expect(judged).toMatchObject({ used_by: 'person', overruled: true });
    expect(judged.verdict).not.toBe('replace');
  });

  it('many keys at once, and the answer sent back restores everything exactly', async () => {
    const keys = (await owner.keys()).slice(0, 30);
    const [first, second, ...others] = keys;
    if (first === undefined || second === undefined) throw new Error('too few keys');
    await setUsedBy(owner.ctx, {
      decisions: [decide(first, 'person', 'mine'), decide(second, 'workload', 'the bot')],
    });
    const before = await rowsOf(current.store, owner.audit.id);
    const previous = await setUsedBy(owner.ctx, {
      decisions: keys.map((key) => decide(key, 'workload', 'all of them')),
    });
    expect(previous).toEqual([
      decide(first, 'person', 'mine'),
      decide(second, 'workload', 'the bot'),
      ...others.map((key) => decide(key, null)),
    ]);
    const during = await owner.keys();
    for (const key of keys) {
      expect(during.find((one) => one.id === key.id)).toMatchObject({
        used_by: 'workload',
        overruled: true,
      });
    }
    await setUsedBy(owner.ctx, { decisions: previous });
    const { keys: rows, findings, audit } = await rowsOf(current.store, owner.audit.id);
    expect({ rows, findings }).toEqual({ rows: before.keys, findings: before.findings });
    expect(audit[0]?.verdictCounts).toEqual(before.audit[0]?.verdictCounts);
  });

  it('is told in the log: one key by name, many by number, and nothing where nothing changed', async () => {
    const [one, two] = await owner.keys();
    if (one === undefined || two === undefined) throw new Error('too few keys');
    await setUsedBy(owner.ctx, { decisions: [decide(one, 'person', 'x')] });
    await setUsedBy(owner.ctx, { decisions: [decide(one, 'person', 'x')] });
    owner.wait(1);
    await setUsedBy(owner.colleague, { decisions: [decide(one, null), decide(two, 'person')] });
    expect(await logged()).toEqual([
      { actor: 'second@acme.example', details: { keys: 2, used_by: 'several' } },
      {
        actor: owner.ctx.actor.label,
        details: { keys: 1, used_by: 'person', key_id: one.id, key_name: one.name },
      },
    ]);
  });

  it('refuses keys of nobody, of another organization and named twice; nothing changes then', async () => {
    const [key] = await owner.keys();
    if (key === undefined) throw new Error('no key');
    const other = testContext(current.store, OTHER);
    await rememberOrganization(current.store.db, OTHER, other.now());
    const mine = decide(key, 'workload');
    for (const [ctx, decisions, code] of [
      [owner.ctx, [mine, { ...mine, key_id: 'nobody' }], 'not-found'],
      [other, [mine], 'not-found'],
      [owner.ctx, [mine, mine], 'bad-request'],
    ] as const) {
      await expect(setUsedBy(ctx, { decisions })).rejects.toMatchObject({ code });
    }
    expect(await current.store.db.$count(schema.usedByDecisions)).toBe(0);
    expect(await logged()).toEqual([]);
  });
});
