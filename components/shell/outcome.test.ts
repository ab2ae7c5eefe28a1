import { expect, it } from 'vitest';
import type { Audit } from '@/lib/contract';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { auditOutcome } from './outcome';

const followUp = (fields: Partial<Audit>) =>
  auditOutcome({
    ...AUDIT,
    parent_id: 'audit-0',
    changes: { new: 0, gone: 3, changed: 0 },
    ...fields,
  });

it('a re-audit of chosen members tells what it changed', () => {
  expect(followUp({ members_asked: 3 })).toEqual({
    kind: 'success',
    title: 'Re-audit of 3 members finished',
    description: '46 of 48 members audited. Since the previous audit: 3 removed.',
  });
});

it('a re-audit of the missing members tells who is still missing, and no change twice', () => {
  expect(followUp({ members_asked: null })).toEqual({
    kind: 'info',
    title: '2 members still couldn’t be audited',
    description: '46 of 48 members audited.',
  });
  const members = { ...AUDIT.members, audited: 48, blocked: 0, failed: 0 };
  expect(followUp({ members_asked: null, status: 'complete', members }).title).toBe(
    'Every member is audited now',
  );
});
