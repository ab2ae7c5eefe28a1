import { afterEach, beforeEach, expect, it } from 'vitest';
import { startOwner, type TestOwner } from '@/lib/features/rules/testing/owner';
import { schema } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import { readAuditVersion } from './get-audit';

describeStores('the version of an audit', (current) => {
  let owner: TestOwner;
  beforeEach(async () => {
    owner = await startOwner(current.store, 6);
  });
  afterEach(() => owner.close());

  const version = () => readAuditVersion(owner.ctx, owner.audit.id);
  const set = (values: Partial<typeof schema.audits.$inferInsert>) =>
    current.store.db.update(schema.audits).set(values);

  it('stays when plans were checked or its credential was forgotten, so that a download goes on', async () => {
    await set({ planChecksPending: true, sealedCredential: 'sealed' });
    const before = await version();
    await set({ planChecksPending: false, sealedCredential: null, settingsPageCount: 7 });
    expect(await version()).toBe(before);
  });

  it('differs once it was evaluated again, ran again, or was deleted', async () => {
    const versions = [await version()];
    owner.wait(1);
    await set({ evaluationStale: true });
    await owner.reEvaluate();
    versions.push(await version());
    await set({ status: 'queued', finishedAt: null });
    versions.push(await version());
    await current.store.db.delete(schema.audits);
    versions.push(await version());
    expect(new Set(versions).size).toBe(4);
    expect(versions.at(-1)).toBe('');
  });
});
