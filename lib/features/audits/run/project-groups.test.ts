import { afterEach, expect, it } from 'vitest';
import { getAccess } from '@/lib/features/members';
import {
  addKey,
  addMember,
  addServiceToken,
  startSimulator,
  type Simulator,
} from '@/lib/tools/simulator';
import { getServiceToken } from '@/lib/features/service-tokens';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { auditOnce, contextOf, keysOf, membersOf } from '../testing';

const current = useMemoryStore();
let simulator: Simulator;
afterEach(() => simulator.close());

it('whoever is granted something on a project group reaches projects, how many is unknown', async () => {
  simulator = await startSimulator({ members: 3 });
  const { organization } = simulator;
  const member = addMember(organization);
  const key = addKey(organization, { user_id: member.id });
  const token = addServiceToken(organization);
  const account = token.service_account_id ?? '';
  for (const [index, user_id] of [member.id, account].entries()) {
    organization.acls.push({
      id: `project-group-acl-${index}`,
      object_type: 'project_group',
      object_id: 'pg-search',
      user_id,
      group_id: null,
      permission: 'update',
      restrict_object_type: null,
      role_id: null,
      _object_org_id: organization.id,
      created: null,
    });
  }
  const audit = await auditOnce(current.store, simulator);
  const ctx = contextOf(current.store, simulator);
  const unknown = { access: 'some-projects', projects_reached: null };
  const members = await membersOf(current.store, simulator, audit);
  expect(members.find(({ id }) => id === member.id)).toMatchObject(unknown);
  const keys = await keysOf(current.store, simulator, audit);
  expect(keys.find(({ id }) => id === key.id)).toMatchObject(unknown);
  const told = await getServiceToken(ctx, { auditId: audit.id, tokenId: token.id });
  expect(told).toMatchObject(unknown);
  expect(told.reach_unknown_why).toContain('pg-search');
  for (const holderId of [member.id, account]) {
    const access = await getAccess(ctx, { auditId: audit.id, holderId });
    expect(access.level).toBe('some-projects');
    expect(access.unread.join()).toContain('pg-search');
  }
});
