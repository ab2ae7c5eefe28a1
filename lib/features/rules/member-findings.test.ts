import { afterEach, beforeEach, expect, it } from 'vitest';
import { getMember } from '@/lib/features/members';
import { DAY_MS } from '@/lib/domain/core';
import { describeStores } from '@/lib/platform/database/testing';
import { addExceptions, getRuleSettings, listExceptions, saveRuleSettings } from './index';
import { startOwner, type TestOwner } from './testing/owner';

const ALL = {
  limit: 1000,
  startingAfter: null,
  query: { q: null, filters: {}, sort: { column: 'until', direction: 'asc' } },
} as const;

describeStores('findings on members', (current) => {
  let owner: TestOwner;
  beforeEach(async () => {
    owner = await startOwner(current.store);
  });
  afterEach(() => owner.close());

  it('a finding on a member can be accepted, and the member’s details say so', async () => {
    const rule = 'several-keys-per-member';
    const { settings } = await getRuleSettings(owner.ctx);
    // The other rules on members are off.
    const switchedOff = { 'member-not-audited': 'not in this test' };
    const severalKeys = { low: 2, medium: 50 };
    await saveRuleSettings(owner.ctx, {
      basedOn: 1,
      settings: { ...settings, switchedOff, severalKeys },
    });
    const finding = (await owner.findings()).find((one) => one.subject_type === 'member');
    const details = () =>
      getMember(owner.ctx, { auditId: owner.audit.id, memberId: finding?.subject_id ?? '' });
    expect(await details()).toMatchObject({
      findings: [rule],
      finding_details: [{ id: finding?.id, state: 'open' }],
    });
    await addExceptions(owner.ctx, {
      targets: [{ finding_id: finding?.id ?? '' }],
      reason: 'runs our evaluations',
      until: new Date(owner.ctx.now().getTime() + 30 * DAY_MS),
    });
    expect(await details()).toMatchObject({
      findings: [],
      finding_details: [{ state: 'excepted', exception_reason: 'runs our evaluations' }],
    });
    expect(await listExceptions(owner.ctx, ALL)).toMatchObject([
      { subject_type: 'member', can_apply: true },
    ]);
    const absent = { auditId: owner.audit.id, memberId: 'nobody\u0000' };
    await expect(getMember(owner.ctx, absent)).rejects.toMatchObject({ code: 'not-found' });
  });
});
