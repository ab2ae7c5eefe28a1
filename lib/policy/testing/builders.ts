import { DAY_MS, keyId, memberId, organizationId } from '@/lib/core';
import type { Key } from '@/lib/organization';
import type { Snapshot, SnapshotMember } from '../types';

/** The instant at which the audits of these tests finished. */
export const NOW = new Date('2026-11-20T12:00:00.000Z');
/** Judged on the day the audit finished. */
export const AT = { now: NOW, today: NOW };
export const ORGANIZATION = { id: organizationId('org-acme'), name: 'Acme' };

/** The instant so many days before the audit; negative: after it. */
export const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);

/** An audited member with an e-mail of her own, no owner. */
export function member(id: string, fields: Partial<SnapshotMember> = {}): SnapshotMember {
  return {
    id: memberId(id),
    email: `${id}@acme.example`,
    givenName: null,
    familyName: null,
    state: 'audited',
    reason: null,
    roster: 'present',
    owner: false,
    ...fields,
  };
}

/** A key that no rule minds, held by "anna": ten days old, ends in 80 days, with a telling name. */
export function key(id: string, fields: Partial<Key> = {}): Key {
  return {
    id: keyId(id),
    name: 'quarterly report of pricing',
    preview: 'sk-…abcd',
    createdAt: daysAgo(10),
    expiry: { kind: 'at', at: daysAgo(-80) },
    holderId: memberId('anna'),
    organizationId: ORGANIZATION.id,
    ...fields,
  };
}

/** A snapshot in which nothing is wrong: anna and bob, one key, listed by impersonation. */
export function snapshot(fields: Partial<Snapshot> = {}): Snapshot {
  return {
    organization: ORGANIZATION,
    members: [member('anna'), member('bob')],
    keys: [key('key-1')],
    organizationWideList: false,
    reaches: new Map(),
    serviceTokens: { read: true, value: [] },
    projects: { read: true, value: [] },
    caller: 'service-token',
    ...fields,
  };
}
