import fc from 'fast-check';
import { memberId, organizationId, projectId, roleId } from '@/lib/domain/core';
import type { Acl, Role } from '../types';
import { acl, EIGHT, group, ORG, OWNER, role, toGroup, type Parts } from './builders';

const idsOf = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index}`);
const GROUPS = idsOf('g', 5);
const ROLES = idsOf('r', 4);

/** Possible holders of grants: users, one of them in no group, and one who isn't listed anywhere. */
export const HOLDERS = [...idsOf('u', 4), 'stranger'].map(memberId);

const sometimes = fc.integer({ min: 0, max: 5 }).map((die) => die === 0);
/** Few names, so that several records share one. */
const name = fc.constantFrom('Team', 'Admins', '', 'Owner', '__proto__');
const permission = fc.constantFrom(...EIGHT, 'create_acls', 'read', 'teleport');
const restriction = fc.constantFrom(
  ...[null, null, null, null, 'project', 'dataset', 'group', 'organization', 'wormhole'],
);

const groups = fc.tuple(
  ...GROUPS.map((id) =>
    fc
      .tuple(fc.subarray(idsOf('u', 4)), fc.subarray(GROUPS), sometimes, name)
      .map(([users, inner, deleted, called]) => ({
        ...group(id, users, inner, deleted),
        name: called,
      })),
  ),
);

const rolePermissions: fc.Arbitrary<Role['memberPermissions']> = fc.array(
  fc.record({ permission, restrictObjectType: restriction }),
  { maxLength: 4 },
);

const roles = fc
  .tuple(
    ...ROLES.map((id) =>
      fc
        .tuple(rolePermissions, fc.subarray([...ROLES, 'owner']), sometimes, name)
        .map(([memberPermissions, inherited, deleted, called]) =>
          role(id, {
            memberPermissions,
            memberRoles: inherited.map(roleId),
            deleted,
            name: called,
          }),
        ),
    ),
  )
  .map((own) => [...own, OWNER]);

const projects = fc
  .tuple(...idsOf('p', 3).map((id) => sometimes.map((deleted) => ({ id, deleted }))))
  .map((all) => all.map(({ id, deleted }) => ({ id: projectId(id), name: 'Project', deleted })));

const onWhat = fc.oneof(
  fc.constantFrom(ORG, ORG, organizationId('org-2')).map((objectId) => ({ objectId })),
  fc.constantFrom(ORG).map((objectId) => ({ objectType: 'org_project', objectId })),
  // The last of these isn't a listed project.
  fc.constantFrom(...idsOf('p', 4)).map((objectId) => ({ objectType: 'project', objectId })),
  fc
    .constantFrom('dataset', 'project_log', 'hologram', 'group')
    .chain((objectType) =>
      fc.constantFrom('x1', 'p0', 'p1').map((objectId) => ({ objectType, objectId })),
    ),
);

const toWhom = fc.oneof(
  fc.constantFrom(...HOLDERS).map((userId) => ({ userId })),
  fc.constantFrom(...GROUPS, 'unlisted').map(toGroup),
  fc.constantFrom(...GROUPS).map((id) => ({ ...toGroup(id), userId: memberId('u0') })),
);

const what = fc.oneof(
  permission.map((each) => ({ permission: each })),
  fc.constantFrom(...ROLES, 'owner', 'unlisted').map((id) => ({ roleId: roleId(id) })),
  fc.tuple(permission, fc.constantFrom(...ROLES)).map(([each, id]) => ({
    permission: each,
    roleId: roleId(id),
  })),
  fc.constant({}),
);

export const someAcls: fc.Arbitrary<readonly Acl[]> = fc.array(
  fc
    .tuple(onWhat, toWhom, what, restriction)
    .map(([on, to, given, restrictObjectType]) =>
      acl({ ...on, ...to, ...given, restrictObjectType }),
    ),
  { maxLength: 10 },
);

/** A small organization with cycles, deletions, restrictions, shared names, and unlisted ids. */
export const someOrganization: fc.Arbitrary<Parts> = fc.record({
  groups,
  roles,
  acls: someAcls,
  projects,
});
