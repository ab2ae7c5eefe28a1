import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditOnce, contextOf, membersOf } from '@/lib/features/audits/testing';
import { OTHER } from '@/lib/features/audits/testing/seed';
import { accessSchema, type Access, type Audit } from '@/lib/contract';
import { startSimulator, type Simulator } from '@/lib/tools/simulator';
import { schema } from '@/lib/platform/database';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { getAccess } from './index';

const current = useMemoryStore();
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** The access of the member whose email starts with `<mailbox>@`. */
async function accessOf(audit: Audit, mailbox: string): Promise<Access> {
  const members = await membersOf(current.store, simulator, audit);
  const member = members.find((one) => one.email?.startsWith(`${mailbox}@`));
  const ctx = contextOf(current.store, simulator);
  const access = await getAccess(ctx, { auditId: audit.id, holderId: member?.id ?? '' });
  expect(accessSchema.parse(access)).toEqual(access);
  return access;
}

const pathOf = (row: { path: { name: string }[] } | undefined) =>
  row?.path.map((step) => step.name);

describe('the access of a holder', () => {
  it('tells powers with their paths, projects of their own, and groups', async () => {
    const audit = await auditOnce(current.store, simulator);
    const lead = await accessOf(audit, 'daniel.weiss');
    expect(lead).toMatchObject({ level: 'owner', grants_itself: true, every_project: true });
    expect(lead.unread).toEqual([]);
    const update = lead.organization_powers.find((row) => row.permission === 'update_acls');
    expect(pathOf(update)).toEqual(['Platform leads', 'Organization admins', 'Owner']);
    expect(lead.groups).toMatchObject([
      { name: 'Platform leads', direct: true },
      { name: 'Organization admins', direct: false },
    ]);

    const data = await accessOf(audit, 'yuki.tanaka');
    expect(data).toMatchObject({ level: 'some-projects', projects_reached: 3, projects_total: 9 });
    expect([data.organization_powers, data.every_project_powers]).toEqual([[], []]);
    expect(data.projects.map((project) => project.name)).toEqual([
      'Evals sandbox',
      'Fraud triage',
      'Invoice extraction',
    ]);
    expect(data.projects[2]?.powers).toMatchObject([
      { permission: 'read', restrict_object_type: 'dataset' },
    ]);

    const nobody = await accessOf(audit, 'lars.hansen');
    expect(nobody).toMatchObject({ level: 'none', projects_reached: 0, projects: [], groups: [] });
  });

  it('of a service account is told the same way', async () => {
    const audit = await auditOnce(current.store, simulator);
    const tokens = await current.store.db.select().from(schema.auditServiceTokens);
    const token = tokens.find((one) => one.serviceAccountName === 'github-actions');
    const access = await getAccess(contextOf(current.store, simulator), {
      auditId: audit.id,
      holderId: token?.serviceAccountId ?? '',
    });
    expect(access.level).toBe(token?.access);
    expect(access.projects.map((project) => project.name)).toEqual(['Evals sandbox']);
  });

  it('is unknown where access rules could not be read, and says why', async () => {
    simulator.faults.status = { status: 403, paths: ['GET /v1/acl/list_org'] };
    const audit = await auditOnce(current.store, simulator);
    simulator.faults.status = null;
    const access = await accessOf(audit, 'daniel.weiss');
    expect(access).toMatchObject({
      level: 'unknown',
      at_least: 'none',
      grants_itself: null,
      projects_reached: null,
    });
    expect(access.unread.join()).toContain('Access rules');
  });

  it('of a stranger is refused, and another organization is invisible', async () => {
    const audit = await auditOnce(current.store, simulator);
    const refused = { code: 'not-found' };
    const mine = contextOf(current.store, simulator);
    for (const holderId of ['nobody', '', 'a\0b']) {
      await expect(getAccess(mine, { auditId: audit.id, holderId })).rejects.toMatchObject(refused);
    }
    const [member] = await membersOf(current.store, simulator, audit);
    const theirs = contextOf(current.store, simulator, { organization: OTHER });
    await expect(
      getAccess(theirs, { auditId: audit.id, holderId: member?.id ?? '' }),
    ).rejects.toMatchObject(refused);
  });
});
