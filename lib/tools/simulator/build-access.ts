import type { Persona, Standing } from './cast';
import { isoBefore } from './instants';
import type { Plan } from './options';
import { seededRandom, type Random } from './random';
import type {
  AclRecord,
  GroupRecord,
  OrganizationData,
  ProjectRecord,
  RoleRecord,
  ServiceTokenRecord,
  UserRecord,
} from './records';

/** A member record with its persona, which isn't part of any response. */
export type BuiltMember = { user: UserRecord; persona: Persona };

export type BuiltAccess = Pick<
  OrganizationData,
  'groups' | 'roles' | 'acls' | 'projects' | 'serviceTokens'
>;

/** Every permission. A holder of all of them on the organization is an owner. */
export const allPermissions = [
  'create',
  'read',
  'update',
  'delete',
  'create_acls',
  'read_acls',
  'update_acls',
  'delete_acls',
] as const;

/** The service accounts of every built organization. `GET /v1/user` doesn't list them by default. */
const serviceAccountNames = ['platform-automation', 'nightly-report', 'github-actions'];

type Context = {
  random: Random;
  now: Date;
  organizationId: string;
  plan: Plan;
  domain: string;
};

/**
 * Builds groups, roles, grants, projects and service tokens.
 * Owners get their role by a direct grant or through nested groups. The group named "Owners" doesn't grant
 * it.
 */
export function buildAccess(members: readonly BuiltMember[], context: Context): BuiltAccess {
  const projects = buildProjects(context);
  const roles = buildRoles(context);
  const serviceTokens = buildServiceTokens(context);
  const groups = buildGroups(members, serviceTokens, context);
  return {
    projects: [...projects.values()],
    roles: [...roles.values()],
    groups: [...groups.values()],
    serviceTokens: [...serviceTokens.values()],
    acls: buildAcls(members, { projects, roles, groups, serviceTokens }, context),
  };
}

const projectNames = [
  'Support assistant',
  'Search ranking',
  'Document Q&A',
  'Invoice extraction',
  'Voice agent',
  'Fraud triage',
  'Onboarding copilot',
  'Evals sandbox',
  'Playground',
];

function buildProjects({ random, now, organizationId }: Context): Map<string, ProjectRecord> {
  const project = (name: string, index: number): ProjectRecord => ({
    id: random.uuid(),
    org_id: organizationId,
    name,
    description: null,
    created: isoBefore(now, 60 + index * 80),
    deleted_at: null,
    user_id: null,
    settings: null,
  });
  const deleted = {
    ...project('Chatbot 2024 (deleted)', projectNames.length),
    deleted_at: isoBefore(now, 45),
  };
  return byName([...projectNames.map(project), deleted]);
}

function buildRoles({ random, now, organizationId, plan }: Context): Map<string, RoleRecord> {
  const role = (
    name: string,
    permissions: readonly string[],
    more: Partial<RoleRecord> = {},
  ): RoleRecord => ({
    id: random.uuid(),
    org_id: null,
    user_id: null,
    created: isoBefore(now, 1200),
    name,
    description: null,
    deleted_at: null,
    member_permissions: permissions.map((permission) => ({
      permission,
      restrict_object_type: null,
    })),
    member_roles: [],
    ...more,
  });
  // System roles have the same IDs in every organization.
  const same = seededRandom(0);
  const system = [
    role('Owner', allPermissions, { id: same.uuid() }),
    role('Engineer', ['create', 'read', 'update', 'delete'], { id: same.uuid() }),
    role('Viewer', ['read'], { id: same.uuid() }),
  ];
  if (plan !== 'enterprise') return byName(system);
  const own = { org_id: organizationId, created: isoBefore(now, 300) };
  const logger = role('Log writer', [], {
    ...own,
    member_permissions: [{ permission: 'create', restrict_object_type: 'project_log' }],
  });
  const maintainer = role('Project maintainer', ['update', 'read_acls'], {
    ...own,
    member_roles: [logger.id, ...system.filter(({ name }) => name === 'Viewer').map(idOf)],
  });
  const retired = role('Super admin', allPermissions, { ...own, deleted_at: isoBefore(now, 100) });
  return byName([...system, logger, maintainer, retired]);
}

function buildGroups(
  members: readonly BuiltMember[],
  serviceTokens: ReadonlyMap<string, ServiceTokenRecord>,
  { random, now, organizationId }: Context,
): Map<string, GroupRecord> {
  const ciAccount = serviceTokens.get('github-actions')?.service_account_id ?? '';
  const withStanding = (standing: Standing) =>
    members.filter(({ persona }) => persona.standing === standing).map(({ user }) => user.id);
  const group = (
    name: string,
    users: string[],
    memberGroups: string[] = [],
    description: string | null = null,
  ): GroupRecord => ({
    id: random.uuid(),
    org_id: organizationId,
    user_id: null,
    created: isoBefore(now, 400 + random.below(300)),
    name,
    description,
    deleted_at: null,
    member_users: users,
    member_groups: memberGroups,
  });
  const leads = group('Platform leads', withStanding('platform-lead'));
  return byName([
    leads,
    group('Organization admins', [], [leads.id], 'Holds the Owner role'),
    group('Owners', withStanding('owners-in-name'), [], 'Code owners of the monorepo'),
    group('Engineers', withStanding('engineer')),
    group('Viewers', withStanding('viewer')),
    group('Search team', withStanding('search')),
    group('Support team', withStanding('support')),
    group('Data science', withStanding('data')),
    group('GitHub Actions', [ciAccount]),
    {
      ...group(
        'Old admins',
        members.slice(0, 9).map(({ user }) => user.id),
      ),
      deleted_at: isoBefore(now, 200),
    },
  ]);
}

function buildServiceTokens({ random, now, organizationId, domain }: Context) {
  const token = (name: string, account: string, ageDays: number): ServiceTokenRecord => ({
    id: random.uuid(),
    created: isoBefore(now, ageDays),
    name,
    preview_name: `bt-st-...${random.uuid().slice(0, 4)}`,
    service_account_id: random.uuid(),
    service_account_email: `${account}@service.${domain}`,
    service_account_name: account,
    org_id: organizationId,
    expires_at: null,
  });
  const ages = [210, 35, 120];
  return byName(
    serviceAccountNames.map((account, index) => token(account, account, ages[index] ?? 30)),
  );
}

type Built = {
  projects: Map<string, ProjectRecord>;
  roles: Map<string, RoleRecord>;
  groups: Map<string, GroupRecord>;
  serviceTokens: Map<string, ServiceTokenRecord>;
};

function buildAcls(members: readonly BuiltMember[], built: Built, context: Context): AclRecord[] {
  const { random, now, organizationId } = context;
  const acl = ([object_type, object_id]: On, grant: Partial<AclRecord>): AclRecord => ({
    id: random.uuid(),
    object_type,
    object_id,
    user_id: null,
    group_id: null,
    permission: null,
    restrict_object_type: null,
    role_id: null,
    _object_org_id: organizationId,
    created: isoBefore(now, 20 + random.below(500)),
    ...grant,
  });
  return [
    ...memberGrants(members, built, organizationId),
    ...groupGrants(built, organizationId),
    ...accountGrants(built, organizationId),
  ].map(([on, grant]) => acl(on, grant));
}

type On = [type: string, id: string];
type Grant = [on: On, grant: Partial<AclRecord>];

function memberGrants(members: readonly BuiltMember[], { roles }: Built, id: string): Grant[] {
  const organization: On = ['organization', id];
  return members.flatMap(({ user, persona }): Grant[] => {
    const user_id = user.id;
    if (persona.standing === 'owner') {
      return [[organization, { user_id, role_id: idIn(roles, 'Owner') }]];
    }
    if (persona.standing !== 'access-admin') return [];
    const permissions = ['read', 'read_acls', 'create_acls'];
    return permissions.map((permission) => [organization, { user_id, permission }]);
  });
}

function groupGrants({ groups, roles, projects }: Built, id: string): Grant[] {
  const organization: On = ['organization', id];
  const everyProject: On = ['org_project', id];
  const project = (name: string): On => ['project', idIn(projects, name)];
  const group = (name: string) => ({ group_id: idIn(groups, name) });
  const role = (name: string) => ({ role_id: idIn(roles, name) });
  const maintainer = roles.has('Project maintainer') ? 'Project maintainer' : 'Engineer';
  const datasets = { permission: 'read', restrict_object_type: 'dataset' };
  return [
    [organization, { ...group('Organization admins'), ...role('Owner') }],
    [organization, { ...group('Old admins'), ...role('Owner') }],
    [organization, { ...group('Owners'), permission: 'read' }],
    [organization, { ...group('Owners'), permission: 'read_acls' }],
    [everyProject, { ...group('Engineers'), ...role('Engineer') }],
    [everyProject, { ...group('Viewers'), ...role('Viewer') }],
    [project('Search ranking'), { ...group('Search team'), ...role('Engineer') }],
    [project('Document Q&A'), { ...group('Search team'), ...role('Viewer') }],
    [project('Support assistant'), { ...group('Support team'), ...role(maintainer) }],
    [project('Voice agent'), { ...group('Support team'), permission: 'read' }],
    [project('Fraud triage'), { ...group('Data science'), ...role('Engineer') }],
    [project('Evals sandbox'), { ...group('Data science'), ...role('Engineer') }],
    [project('Invoice extraction'), { ...group('Data science'), ...datasets }],
  ];
}

function accountGrants({ serviceTokens, groups, roles, projects }: Built, id: string): Grant[] {
  const account = (name: string) => ({
    user_id: serviceTokens.get(name)?.service_account_id ?? null,
  });
  const ci = { group_id: idIn(groups, 'GitHub Actions') };
  const owner = { role_id: idIn(roles, 'Owner') };
  const logger = { role_id: idIn(roles, roles.has('Log writer') ? 'Log writer' : 'Engineer') };
  return [
    [['project', idIn(projects, 'Evals sandbox')], { ...ci, ...logger }],
    [['organization', id], { ...account('platform-automation'), ...owner }],
    [['organization', id], { ...account('nightly-report'), ...owner }],
  ];
}

function byName<T extends { name: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.name, record]));
}

function idOf({ id }: { id: string }): string {
  return id;
}

function idIn(records: ReadonlyMap<string, { id: string }>, name: string): string {
  const record = records.get(name);
  if (record === undefined) throw new Error(`The simulated organization has no “${name}”.`);
  return record.id;
}
