import { expect, it } from 'vitest';
import { changesSchema } from '@/lib/contract';
import { DAY_MS, keyId } from '@/lib/domain/core';
import { describeStores } from '@/lib/platform/database/testing';
import { listChanges } from '../index';
import { NOW, OTHER, seedAudit, seedKeys, testContext } from '../testing/seed';

const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

describeStores('the changes since an audit that is picked', (current) => {
  it('what is new, gone and changed, page by page', async () => {
    const { store } = current;
    const ctx = testContext(store);
    const before = await seedAudit(store, { createdAt: daysAgo(60), finishedAt: daysAgo(60) });
    const id = await seedAudit(store);
    const one = (id: string, more: object = {}) => ({ keyId: keyId(id), name: id, ...more });
    await seedKeys(store, before, [
      one('same'),
      one('renamed', { name: 'old name' }),
      one('was-gone', { state: 'gone' }),
      one('now-gone'),
      one('long-gone', { holderEmail: 'ada@acme.test' }),
      one('unchecked'),
    ]);
    await seedKeys(store, id, [
      one('same'),
      one('renamed'),
      one('was-gone'),
      one('now-gone', { state: 'gone' }),
      one('unchecked', { state: 'not-seen' }),
      one('new', { expiryKind: 'at', expiresAt: NOW }),
    ]);
    const read = (since: string, limit: number, startingAfter: string | null = null) =>
      listChanges(ctx, { auditId: id, since, limit, startingAfter });
    const all = await read(before, 10);
    expect(changesSchema.parse(all)).toEqual(all);
    expect(all.counts).toEqual({ new: 2, gone: 2, changed: 1 });
    expect(all.objects.map(({ key_id, kind }) => `${key_id} ${kind}`)).toEqual([
      'new new',
      'was-gone new',
      'long-gone gone',
      'now-gone gone',
      'renamed changed',
    ]);
    expect(all.objects[2]).toMatchObject({ user_email: 'ada@acme.test', fields: [] });
    expect(all.objects[4]?.fields).toEqual([
      { field: 'name', before: 'old name', after: 'renamed' },
    ]);
    const first = await read(before, 2);
    const rest = await read(before, 10, first.objects.at(-1)?.key_id);
    expect([...first.objects, ...rest.objects]).toEqual(all.objects);
    await expect(read(before, 2, 'same')).rejects.toMatchObject({ code: 'bad-request' });
    const running = await seedAudit(store, { status: 'running', finishedAt: null });
    await expect(read(running, 2)).rejects.toMatchObject({ code: 'bad-request' });
    const others = await seedAudit(store, { organizationId: OTHER.id, organizationName: 'Other' });
    await expect(read(others, 2)).rejects.toMatchObject({ code: 'not-found' });
  });
});
