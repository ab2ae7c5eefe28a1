import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectId } from '@/lib/domain/core';
import type { ProjectPowers } from '@/lib/domain/organization';
import { droppedText, planSchema, type Grant } from './plan';
import { rankProjects } from './rank-projects';
import { compareReach, grantsOn, reachToday } from './reach-today';
import { projectChoices, suggestPlan, type SuggestPlanInput } from './suggest-plan';
import { HOSTILE_NAMES } from './testing/hostile-names';
import {
  aKey,
  aPlan,
  aReachToday,
  grant,
  power,
  READ,
  reachOf,
  UPDATE_LOGS,
} from './testing/plans';
import { validatePlan, type ValidatePlanInput } from './validate-plan';

const NOTHING_TAKEN = { groups: [], accounts: [], tokens: [] };
const suggest = (facts: Partial<SuggestPlanInput> = {}) =>
  suggestPlan({
    keys: [aKey()],
    kind: 'workload',
    braintrustPlan: 'enterprise',
    how: 'ui',
    today: aReachToday(),
    existing: NOTHING_TAKEN,
    ...facts,
  });
const validate = (plan = aPlan(), facts: Partial<ValidatePlanInput> = {}) =>
  validatePlan(plan, {
    today: aReachToday(),
    existing: NOTHING_TAKEN,
    projectIds: new Set(['p-ingest', 'p-other']),
    ...facts,
  });

it('a permission that is lost says for what it is kept', () => {
  expect(droppedText(grant('update'), [UPDATE_LOGS])).toBe('update (except logs)');
  expect(droppedText(grant('update'), [READ])).toBe('update');
});

describe('a suggested plan', () => {
  it('takes the project that the key is named after, and the least that it needs', () => {
    const plan = suggest();
    expect(plan.projects).toEqual([{ id: 'p-ingest', name: 'prod ingest', grants: [UPDATE_LOGS] }]);
    expect(plan.token_name).toBe('ci-prod-ingest');
    expect(validate(plan)).toEqual([]);
  });

  it('is a valid plan for any names, which are all free', () => {
    for (const name of HOSTILE_NAMES) {
      const projects = [{ id: 'p', name, grants: [READ] }];
      const plan = suggest({ keys: [aKey({ name })], today: aReachToday({ projects }) });
      expect(planSchema.parse(plan)).toEqual(plan);
      const refused = validate(plan, {
        today: aReachToday({ projects }),
        projectIds: new Set(['p']),
      }).filter(({ severity }) => severity === 'refused');
      expect(refused).toEqual([]);
    }
  });

  it('avoids names that exist in another case', () => {
    const plan = suggest({ existing: { ...NOTHING_TAKEN, tokens: ['CI-Prod-Ingest'] } });
    expect(plan.token_name).toBe('ci-prod-ingest-2');
    expect(plan.group_name).toBe('ci-prod-ingest-2');
  });

  it.each([
    ['person', false],
    ['leaver', false],
    ['proxy-client', true],
  ] as const)('for a %s needs a token: %s', (kind, needsToken) => {
    expect(suggest({ kind }).needs_token).toBe(needsToken);
  });

  it('says how many keys of whom it is about, 500 as well', () => {
    const many = (n: number, name: (at: number) => string) =>
      Array.from({ length: n }, (_, at) => aKey({ id: `k${at}`, name: name(at) }));
    expect(suggest({ keys: many(3, () => 'CI') }).title).toBe('Replace 3 copies of CI');
    const all = suggest({ keys: many(500, (at) => `key ${at}`) });
    expect(all.title).toBe('Replace 500 keys of Ada Lovelace');
    expect(planSchema.parse(all).keys).toHaveLength(500);
  });
});

describe('projects to pick from', () => {
  it('are those that the holder reaches, likely ones first', () => {
    expect(projectChoices(['CI prod ingest key'], aReachToday())).toEqual([
      { id: 'p-ingest', name: 'prod ingest', likely: true },
      { id: 'p-other', name: 'Chatbot', likely: false },
    ]);
  });

  it('come in the same order whatever the order of the input', () => {
    const projects = fc.uniqueArray(
      fc.record({ id: fc.uuid(), name: fc.constantFrom('prod', 'prod ingest', 'ci', '🔑', '') }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(projects, (some) => {
        const names = ['prod ingest CI'];
        const ranked = rankProjects(names, some);
        expect(rankProjects(names, some.toReversed())).toEqual(ranked);
        expect(ranked).toHaveLength(some.length);
      }),
    );
  });
});

describe('a plan is refused', () => {
  const first = (...args: Parameters<typeof validate>) => validate(...args)[0];
  it.each([
    [
      'a project that the holder does not reach',
      aPlan({ projects: [{ id: 'p-far', name: 'Far', grants: [READ] }] }),
      { projectIds: new Set(['p-far']) },
      /can’t access project “Far”/,
    ],
    [
      'a permission that the holder lacks',
      aPlan({ projects: [{ id: 'p-other', name: 'Chatbot', grants: [grant('update')] }] }),
      {},
      /doesn’t have update in project “Chatbot”/,
    ],
    [
      'a project that was deleted',
      aPlan(),
      { projectIds: new Set(['p-other']) },
      /no longer exists/,
    ],
    [
      'a project twice',
      aPlan({ projects: [aPlan().projects[0]!, aPlan().projects[0]!] }),
      {},
      /twice/,
    ],
    [
      'a name with hidden characters',
      aPlan({ token_name: 'a\u202Eb' }),
      {},
      /invisible characters/,
    ],
    ['a name that is too long', aPlan({ token_name: 'x'.repeat(65) }), {}, /longer than 64/],
    ['a variable that is none', aPlan({ variable: 'A B' }), {}, /letters, digits, and underscores/],
    [
      'an empty variable',
      aPlan({ variable: ' ' }),
      {},
      /^Enter a name for the environment variable/,
    ],
  ])('for %s', (_, plan, facts, says) => {
    const problem = first(plan, facts);
    expect(problem?.severity).toBe('refused');
    expect(problem?.says).toMatch(says);
  });

  it.each(['tokens', 'accounts', 'groups'] as const)(
    'for a name among the %s, with a free one',
    (kind) => {
      const problem = first(aPlan(), {
        existing: { ...NOTHING_TAKEN, [kind]: ['CI-PROD-INGEST', 'ci-prod-ingest-2'] },
      });
      expect(problem).toMatchObject({ severity: 'refused', suggestion: 'ci-prod-ingest-3' });
    },
  );

  it('but not for names that this plan has taken itself, nor for a group that it does not make', () => {
    const existing = {
      groups: ['ci-prod-ingest'],
      accounts: ['ci-prod-ingest'],
      tokens: ['ci-prod-ingest'],
    };
    expect(
      validate(aPlan(), { existing, made: { group: true, account: true, token: true } }),
    ).toEqual([]);
    const pro = aPlan({ variant: { braintrust_plan: 'pro', how: 'ui', kind: 'workload' } });
    expect(validate(pro, { existing: { ...NOTHING_TAKEN, groups: ['ci-prod-ingest'] } })).toEqual(
      [],
    );
  });
});

describe('what is not known', () => {
  it('warns and refuses nothing', () => {
    const far = aPlan({ projects: [{ id: 'p-far', name: 'Far', grants: [READ] }] });
    const problems = validate(far, {
      today: aReachToday({ unknown: ['ACLs could not be read'] }),
      projectIds: null,
      existing: { groups: null, accounts: null, tokens: null },
    });
    expect(problems.length).toBeGreaterThan(3);
    expect(new Set(problems.map(({ severity }) => severity))).toEqual(new Set(['warning']));
    expect(validate(aPlan(), { today: null })[0]?.severity).toBe('warning');
  });
});

describe('the difference to today’s reach', () => {
  it('keeps, drops and adds, place by place', () => {
    const today = aReachToday({
      organization: [grant('read')],
      every_project: [grant('read')],
      others: [{ type: 'dataset', id: 'd', grants: [grant('delete')] }],
    });
    const difference = compareReach(today, [
      { id: 'p-ingest', name: 'prod ingest', grants: [UPDATE_LOGS, grant('delete')] },
    ]);
    expect(difference.kept).toEqual([
      { place: { kind: 'project', id: 'p-ingest', name: 'prod ingest' }, grants: [UPDATE_LOGS] },
    ]);
    expect(difference.extra[0]?.grants).toEqual([grant('delete')]);
    expect(difference.dropped.map(({ place }) => place.kind)).toEqual([
      'organization',
      'every-other-project',
      'project',
      'project',
      'object',
    ]);
  });

  it('never calls kept what is not held, nor extra what is, and loses nothing that was planned', () => {
    const someGrant = fc.record({
      permission: fc.constantFrom('read', 'update', 'delete'),
      restrict_object_type: fc.constantFrom(null, 'dataset', 'project_log'),
    });
    const project = (id: string) =>
      fc.record({ id: fc.constant(id), name: fc.constant(id), grants: fc.array(someGrant) });
    const some = fc.tuple(project('a'), project('b'), project('c'));
    fc.assert(
      fc.property(some, fc.array(someGrant), some, (projects, every_project, planned) => {
        const today = aReachToday({ projects: projects.slice(0, 2), every_project });
        const { kept, extra } = compareReach(today, planned);
        const of = (parts: typeof kept, id: string): Grant[] =>
          parts.find(({ place }) => place.id === id)?.grants ?? [];
        for (const { id, grants } of planned) {
          expect(of(kept, id).length + of(extra, id).length).toBe(grants.length);
          if (grantsOn(today, id) === null) expect(of(kept, id)).toEqual([]);
        }
      }),
    );
  });

  it('of several holders is of all they reach together', () => {
    const reached = (id: string, permission: string): ProjectPowers => ({
      project: { id: projectId(id), name: id, deleted: false },
      permissions: [{ permission, restrictObjectType: null, path: [] }],
    });
    const organization = { type: 'organization', id: 'org' };
    const today = reachToday([
      {
        reach: reachOf([power('read', organization), power('delete', organization, 'group')]),
        projects: [reached('a', 'read')],
      },
      {
        reach: reachOf([power('update', { type: 'project', id: 'b' })], ['roles: 403']),
        projects: [reached('b', 'update')],
      },
    ]);
    expect(today).toEqual({
      unknown: ['roles: 403'],
      organization: [grant('read'), grant('delete', 'group')],
      every_project: [grant('read')],
      projects: [
        { id: 'a', name: 'a', grants: [] },
        { id: 'b', name: 'b', grants: [grant('update')] },
      ],
      others: [],
    });
  });
});
