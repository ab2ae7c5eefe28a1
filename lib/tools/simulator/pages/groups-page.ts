import { objectTypeWord, permissionText, permissionWord, personName } from '@/lib/domain/core';
import type { AclRecord, GroupRecord, OrganizationData } from '../records';
import {
  addToGroup,
  createGroup,
  grantToGroup,
  removeFromGroup,
  revokeGrant,
  type PageGrant,
} from '../settings-page';
import { html, type Html } from './html';
import { choice, form, pathOf, textField } from './layout';
import { required, requireFree, type SimulatedPage } from './simulated-page';

/** Lists the permission groups. With `group` in the query it shows that one. */
export const groupsPage: SimulatedPage = {
  title: 'Permission groups',
  view: ({ organization }, query) => {
    const id = query.get('group');
    const group = organization.groups.find((each) => each.id === id && each.deleted_at === null);
    return group === undefined ? allGroups(organization) : oneGroup(organization, group);
  },
  acts: {
    'create-group': {
      done: 'Group created.',
      run: ({ organization }, given) => {
        const name = required(given, 'name', 'The name');
        requireFree(name, alive(organization), 'group');
        const grants = given.has('grant') ? [grantOf(given)] : [];
        return { group: createGroup(organization, { name, grants: grants.flat() }).id };
      },
    },
    grant: {
      done: 'Permissions added.',
      run: ({ organization }, given) => {
        grantToGroup(organization, { group: groupIn(given), grants: grantOf(given) });
        return {};
      },
    },
    'revoke-grant': {
      done: 'Permission removed.',
      run: ({ organization }, given) => {
        revokeGrant(organization, given.get('id') ?? '');
        return {};
      },
    },
    'add-account': {
      done: 'Service account added.',
      run: ({ organization }, given) => {
        const account = required(given, 'account', 'The service account');
        addToGroup(organization, { group: groupIn(given), account });
        return {};
      },
    },
    'remove-member': {
      done: 'Removed from the group.',
      run: ({ organization }, given) => {
        removeFromGroup(organization, { group: groupIn(given), userId: given.get('id') ?? '' });
        return {};
      },
    },
  },
};

function allGroups(organization: OrganizationData): Html {
  const groups = alive(organization);
  return html` <h2>Create a permission group</h2>
    ${form('create-group', html`${textField('name', 'Name')}${grantFields(organization)}<button>Create group</button>`)}
    <h2>${groups.length} groups</h2>
    <ul aria-label="Permission groups">
      ${groups.map(
        (group) =>
          html`<li>
            <p>
              <a href="${pathOf('groups')}?group=${group.id}"><bdi>${group.name}</bdi></a
              ><br />
              <span class="quiet"
                >${count(group.member_users.length + group.member_groups.length, 'member')} ·
                ${count(grantsOf(organization, group).length, 'permission')}</span
              >
            </p>
          </li>`,
      )}
    </ul>`;
}

function oneGroup(organization: OrganizationData, group: GroupRecord): Html {
  const hidden = html`<input type="hidden" name="group" value="${group.id}" />`;
  const others = organization.serviceAccounts.filter(({ id }) => !group.member_users.includes(id));
  const remove = (act: string, id: string, label: string) =>
    form(
      act,
      html`${hidden}<input type="hidden" name="id" value="${id}" /><button
          aria-label="Remove ${label}"
        >
          Remove
        </button>`,
    );
  const grants = grantsOf(organization, group).map((acl) => {
    const text = grantTextOf(organization, acl);
    return html`<li>
      <p><bdi>${text}</bdi></p>
      ${remove('revoke-grant', acl.id, text)}
    </li>`;
  });
  const members = group.member_users.map((id) => {
    const name = nameOf(organization, id);
    return html`<li>
      <p><bdi>${name}</bdi></p>
      ${remove('remove-member', id, name)}
    </li>`;
  });
  const nested = group.member_groups.map((id) => {
    const name = organization.groups.find((each) => each.id === id)?.name ?? id;
    return html`<li>
      <p>Group <bdi>${name}</bdi></p>
    </li>`;
  });
  return html` <p><a href="${pathOf('groups')}">All permission groups</a></p>
    <h2>Group <bdi>${group.name}</bdi></h2>
    <h2>${count(grants.length, 'permission')}</h2>
    <ul aria-label="Permissions">
      ${grants}
    </ul>
    <h2>Add permissions</h2>
    ${form('grant', html`${hidden}${grantFields(organization)}<button>Add permissions</button>`)}
    <h2>${count(members.length + nested.length, 'member')}</h2>
    <ul aria-label="Members">
      ${members}${nested}
    </ul>
    <h2>Add a service account</h2>
    ${form('add-account', html`${hidden}${choice('account', 'Service account', others, 'Choose one')}<button>Add to group</button>`)}`;
}

type Box = { permission: string; type: string | null; label: string };

/** What a form offers: each permission on everything or on one type of objects, then those on access. */
const OFFERED: readonly { legend: string; boxes: readonly Box[] }[] = [
  ...['read', 'create', 'update', 'delete'].map((permission) => ({
    legend: permission,
    boxes: [
      { permission, type: null, label: 'everything' },
      ...['project_log', 'experiment', 'dataset', 'prompt'].map((type) => ({
        permission,
        type,
        label: `${objectTypeWord(type)} only`,
      })),
    ],
  })),
  {
    legend: 'access',
    boxes: ['read_acls', 'create_acls', 'update_acls', 'delete_acls'].map((permission) => ({
      permission,
      type: null,
      label: permissionWord(permission),
    })),
  },
];
const valueOf = ({ permission, type }: Box) => `${permission}:${type ?? ''}`;
const WHOLE_ORGANIZATION = 'organization';

function grantFields(organization: OrganizationData): Html {
  const projects = organization.projects.filter(({ deleted_at }) => deleted_at === null);
  const places = [...projects, { id: WHOLE_ORGANIZATION, name: 'Entire organization' }];
  const fields = OFFERED.map(
    ({ legend, boxes }) =>
      html`<fieldset>
        <legend>${legend}</legend>
        ${boxes.map(
          (box) =>
            html`<label
              ><input type="checkbox" name="grant" value="${valueOf(box)}" />${box.label}</label
            >`,
        )}
      </fieldset>`,
  );
  return html`${choice('project', 'Project', places, 'Choose one')}${fields}`;
}

/** The grants that the boxes of one form ask for. */
function grantOf(given: URLSearchParams): PageGrant[] {
  const project = required(given, 'project', 'The project');
  const asked = given.getAll('grant');
  if (asked.length === 0) throw new Error('No permission is selected.');
  return OFFERED.flatMap(({ boxes }) => boxes)
    .filter((box) => asked.includes(valueOf(box)))
    .map(({ permission, type }) => ({
      project: project === WHOLE_ORGANIZATION ? null : project,
      permissions: [permission],
      restrictObjectType: type,
    }));
}

const groupIn = (given: URLSearchParams) => given.get('group') ?? '';

const alive = ({ groups }: OrganizationData) =>
  groups.filter(({ deleted_at }) => deleted_at === null);

const grantsOf = ({ acls }: OrganizationData, { id }: GroupRecord) =>
  acls.filter(({ group_id }) => group_id === id);

/** "Search ranking: update (logs only)". */
function grantTextOf({ projects, roles }: OrganizationData, acl: AclRecord): string {
  const { object_type, object_id, role_id, permission, restrict_object_type } = acl;
  const place =
    object_type === 'organization'
      ? 'Entire organization'
      : object_type === 'org_project'
        ? 'Every project'
        : (projects.find(({ id }) => id === object_id)?.name ?? objectTypeWord(object_type));
  const role = roles.find(({ id }) => id === role_id);
  const what = role === undefined ? (permission ?? 'unknown') : `role ${role.name}`;
  return `${place}: ${permissionText(what, restrict_object_type)}`;
}

function nameOf({ members, serviceAccounts }: OrganizationData, userId: string): string {
  const account = serviceAccounts.find(({ id }) => id === userId);
  if (account !== undefined) return `Service account ${account.name}`;
  const member = members.find(({ id }) => id === userId);
  if (member === undefined) return 'Former member';
  return personName(member.given_name, member.family_name) || (member.email ?? member.id);
}

const count = (n: number, one: string) => (n === 1 ? `1 ${one}` : `${n} ${one}s`);
