import { describe, expect, it } from 'vitest';
import { groupId, memberId, type MemberId } from '@/lib/domain/core';
import type { Group, Reach, ServiceToken } from '@/lib/domain/organization';
import { judgePlan, type ObservedFacts } from './check';
import type { Plan } from './plan';
import { checkResultSchema, type CheckId } from './state';
import { aKey, aPlan, aToken, grant, power, reachOf } from './testing/plans';

const ACCOUNT = memberId('account-1');
const group = (name: string, memberUsers: MemberId[] = [ACCOUNT]): Group => ({
  id: groupId(name),
  name,
  deleted: false,
  memberUsers,
  memberGroups: [],
});
const AS_PLANNED = reachOf([power('update', { type: 'project', id: 'p-ingest' }, 'project_log')]);

type Facts = {
  tokens?: ServiceToken[] | string;
  groups?: Group[] | string;
  reach?: Reach;
  groupReach?: Reach;
  keys?: Record<string, string[] | string>;
  /** When the holders' lists were read, if before the audit. */
  readAt?: Record<string, Date>;
};

const AT = new Date('2026-11-20T10:00:00.000Z');

function observed(facts: Facts): ObservedFacts {
  const readable = <T>(value: T | string) =>
    typeof value === 'string'
      ? ({ read: false, reason: value } as const)
      : ({ read: true, value } as const);
  const groups = facts.groups ?? [group('ci-prod-ingest')];
  return {
    serviceTokens: readable(facts.tokens ?? [aToken()]),
    groups: readable(groups),
    reachOf: () => facts.reach ?? AS_PLANNED,
    groupsOf: (holder) =>
      typeof groups === 'string' ? [] : groups.filter((each) => each.memberUsers.includes(holder)),
    reachOfGroup: () => facts.groupReach ?? facts.reach ?? AS_PLANNED,
    keysOf: new Map(
      Object.entries(facts.keys ?? { ada: [] }).map(([holder, ids]) => [
        holder,
        typeof ids === 'string'
          ? { read: false, reason: ids }
          : { read: true, value: new Set(ids), at: facts.readAt?.[holder] ?? AT },
      ]),
    ),
    at: AT,
  };
}

const see = (check: CheckId, facts: Facts, plan: Plan = aPlan()) =>
  judgePlan(plan, observed(facts)).results.find((result) => result.check === check);

const STARTER = aPlan({ variant: { braintrust_plan: 'starter', how: 'ui', kind: 'workload' } });
const ORGANIZATION = { type: 'organization', id: 'org' };

describe('what an audit saw, held against a plan', () => {
  it('is all seen where all is as planned', () => {
    const { results, keys } = judgePlan(aPlan(), observed({}));
    expect(results.map(({ check, outcome }) => [check, outcome])).toEqual([
      ['group-seen', 'seen'],
      ['token-seen', 'seen'],
      ['group-matches', 'seen'],
      ['reach-as-planned', 'seen'],
      ['old-key-gone', 'seen'],
    ]);
    expect(keys).toEqual({ 'key-1': 'gone' });
  });

  it.each<[string, CheckId, Facts, string, RegExp]>([
    ['no token of the name', 'token-seen', { tokens: [] }, 'not-seen', /no service token named/],
    ['tokens unread', 'token-seen', { tokens: '403' }, 'cannot-be-checked', /403/],
    ['two tokens of the name', 'token-seen', { tokens: [aToken(), aToken()] }, 'seen', /2 tokens/],
    [
      'a token in another case',
      'token-seen',
      { tokens: [aToken({ name: 'CI-Prod-Ingest' })] },
      'seen',
      /lists token/,
    ],
    ['no group', 'group-seen', { groups: [] }, 'not-seen', /no group/],
    ['groups unread', 'group-seen', { groups: '403' }, 'cannot-be-checked', /403/],
    ['an empty group', 'group-seen', { groupReach: reachOf([]) }, 'narrower', /has no access yet/],
    [
      'a deleted group',
      'group-seen',
      { groups: [{ ...group('ci-prod-ingest'), deleted: true }] },
      'not-seen',
      /no group/,
    ],
    [
      'a group that gives more',
      'group-seen',
      { groupReach: reachOf([...AS_PLANNED.powers, power('delete', ORGANIZATION)]) },
      'wider',
      /delete on the organization, through group “Engineers”/,
    ],
    [
      'an account in another group',
      'group-matches',
      { groups: [group('ci-prod-ingest', []), group('Owners')] },
      'not-seen',
      /is in “Owners”, not in/,
    ],
    [
      'a token without an account',
      'group-matches',
      { tokens: [aToken({ serviceAccountId: null })] },
      'cannot-be-checked',
      /doesn’t say which service account/,
    ],
    [
      'a wider token',
      'reach-as-planned',
      { reach: reachOf([...AS_PLANNED.powers, power('read', { type: 'project', id: 'p-2' })]) },
      'wider',
      /read on project p-2/,
    ],
    [
      'a permission wider than its narrow twin',
      'reach-as-planned',
      { reach: reachOf([power('update')]) },
      'wider',
      /update on project p-ingest/,
    ],
    [
      'a wider token, though not all was read',
      'reach-as-planned',
      { reach: reachOf([power('read', ORGANIZATION)], ['roles: 403']) },
      'wider',
      /read on the organization/,
    ],
    [
      'a reach that was not all read',
      'reach-as-planned',
      { reach: reachOf(AS_PLANNED.powers, ['roles: 403']) },
      'cannot-be-checked',
      /roles: 403/,
    ],
    [
      'permissions that may sit on the token',
      'reach-as-planned',
      { reach: reachOf([]) },
      'cannot-be-checked',
      /on the token itself/,
    ],
    ['a key that lives', 'old-key-gone', { keys: { ada: ['key-1'] } }, 'not-seen', /Still listed/],
    [
      'a holder not asked',
      'old-key-gone',
      { keys: {} },
      'cannot-be-checked',
      /may no longer be a member/,
    ],
    ['a blocked holder', 'old-key-gone', { keys: { ada: '403' } }, 'cannot-be-checked', /403/],
  ])('%s: %s', (_, check, facts, outcome, says) => {
    const result = see(check, facts);
    expect(result?.outcome).toBe(outcome);
    expect(result?.says).toMatch(says);
    expect(checkResultSchema.parse(result)).toEqual(result);
  });

  it('names the powers beyond the plan and those that it lacks', () => {
    const plan = aPlan({
      projects: [{ id: 'p-ingest', name: 'prod ingest', grants: [grant('read'), grant('update')] }],
    });
    const narrower = see('reach-as-planned', { reach: reachOf([power('read')]) }, plan);
    expect(narrower).toMatchObject({
      outcome: 'narrower',
      lacking: ['update on project “prod ingest”'],
    });
    const both = see('reach-as-planned', { reach: reachOf([power('delete')]) }, plan);
    expect(both?.outcome).toBe('wider');
    expect(both?.lacking).toHaveLength(2);
    expect(both?.extra).toEqual(['delete on project p-ingest, through group “Engineers”']);
  });

  it('lists the first of very many powers, and counts all', () => {
    const powers = Array.from({ length: 5000 }, (_, at) =>
      power('read', { type: 'project', id: `p-${at}` }),
    );
    const wider = see('reach-as-planned', { reach: reachOf(powers) });
    expect(wider?.extra).toHaveLength(50);
    expect(wider?.says).toContain('and 4,995 more');
  });

  it('on Starter has no group to look for, and takes what is lacking for unseen', () => {
    expect(judgePlan(STARTER, observed({})).results.map(({ check }) => check)).toEqual([
      'token-seen',
      'reach-as-planned',
      'old-key-gone',
    ]);
    const plan = {
      ...STARTER,
      projects: [{ ...STARTER.projects[0]!, grants: [grant('read'), grant('update')] }],
    };
    expect(
      see('reach-as-planned', { groups: [], reach: reachOf([power('read')]) }, plan)?.outcome,
    ).toBe('cannot-be-checked');
  });

  it('of several keys is seen only when all are gone, and tells each apart', () => {
    const plan = aPlan({
      keys: [
        aKey(),
        aKey({ id: 'key-2', holder_id: 'bo', holder_name: 'Bo Berg' }),
        aKey({ id: 'key-3', holder_id: 'cy' }),
      ],
    });
    const some = judgePlan(plan, observed({ keys: { ada: [], bo: ['key-2'], cy: '403' } }));
    expect(some.keys).toEqual({ 'key-1': 'gone', 'key-2': 'there', 'key-3': 'cannot-be-checked' });
    expect(some.results.at(-1)).toMatchObject({ outcome: 'not-seen' });
    expect(some.results.at(-1)?.says).toMatch(/ of Bo Berg \(1 of 3 keys\)/);
    const all = judgePlan(plan, observed({ keys: { ada: [], bo: [], cy: [] } }));
    expect(all.results.at(-1)?.outcome).toBe('seen');
  });
});
