import { describe, expect, test } from 'vitest';
import { givesPowerInProjects, GRANT_FLOW, GRANT_FLOW_ASSUMPTION } from './grant-flow';

type Row = [type: string, restriction: string | null, inProjects: boolean];

/** Written by hand, so that it doesn't repeat the code. */
const rows: Row[] = [
  ['organization', null, true],
  ['organization', 'org_project', true],
  ['organization', 'project', true],
  ['organization', 'dataset', true],
  ['organization', 'organization', false],
  ['organization', 'group', false],
  ['organization', 'role', false],
  ['organization', 'org_member', false],
  ['organization', 'org_audit_logs', false],
  ['organization', 'hologram', true],
  ['org_project', null, true],
  ['org_project', 'project', true],
  ['org_project', 'experiment', true],
  ['org_project', 'group', false],
  ['org_project', 'organization', false],
  ['project', null, true],
  ['project', 'prompt', true],
  ['project', 'project', true],
  ['project', 'org_project', false],
  ['project', 'org_member', false],
  ['dataset', null, true],
  ['dataset', 'dataset', true],
  ['dataset', 'experiment', false],
  ['dataset', 'project', false],
  ['group', null, false],
  ['group', 'dataset', false],
  ['group', 'hologram', false],
  ['org_audit_logs', null, false],
  ['hologram', null, true],
  ['hologram', 'dataset', true],
  ['hologram', 'group', false],
  ['constructor', null, true],
];

describe('how grants flow', () => {
  test.each(rows)('on %s, narrowed to %s: power in projects %s', (type, restriction, expected) => {
    expect(givesPowerInProjects(type, restriction)).toBe(expected);
  });

  test('the table holds every object type of the published spec', () => {
    const types = new Set([...Object.keys(GRANT_FLOW), ...Object.values(GRANT_FLOW).flat()]);
    expect([...types].sort()).toEqual(
      [
        ...['organization', 'project', 'experiment', 'dataset', 'prompt', 'prompt_session'],
        ...['group', 'role', 'org_member', 'project_log', 'org_project', 'org_audit_logs'],
      ].sort(),
    );
  });

  test('what is assumed is said', () => {
    expect(GRANT_FLOW_ASSUMPTION).toContain('organization-level grants');
    expect(GRANT_FLOW_ASSUMPTION).toContain('Braintrust doesn’t document');
  });
});
