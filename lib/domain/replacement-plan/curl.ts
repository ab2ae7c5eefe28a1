import { plural } from '@/lib/domain/core';
import { usesGroup, type Plan } from './plan';
import { shellJson, shellQuote, ShellVariable, type ShellJson } from './shell';
import { oneLine, wellFormed } from './text';

/** One API call to run with an owner's service token. `command` is for bash on macOS or Linux. */
export type ApiCall = {
  id:
    'prepare' | 'group-free' | 'group' | 'grants' | 'account' | 'token-free' | 'token' | 'end-date';
  title: string;
  /** What to know before running it. */
  note: string;
  /** `null`: nothing to run. This step is done on Braintrust's settings page. */
  command: string | null;
};

export type ApiCallsInput = {
  plan: Plan;
  organization: { id: string; name: string };
  /** The organization's data plane. */
  apiUrl: string;
};

/** Shown above the calls of every plan. */
export const API_CALLS_NOTES = [
  'These calls require a service token with owner rights. A user’s API key is refused, even an owner’s.',
  'Braintrust may refuse to create service tokens by API. If so, create the token on the settings page.',
  'Latchkey doesn’t run these calls or issue credentials. They contain no secrets; enter yours when prompted.',
] as const;

/**
 * Returns the calls that create a plan's group, service account, and token, in order. They never use PUT,
 * because it would replace an existing token or group of that name.
 * *Source*: postGroup, aclBatchUpdate, patchOrganizationMembers, and postServiceToken in
 * `lib/platform/braintrust/openapi.json`.
 */
export function apiCalls({ plan, organization, apiUrl }: ApiCallsInput): ApiCall[] {
  const group = usesGroup(plan);
  return [
    prepare(apiUrl),
    ...(group ? [groupIsFree(plan, organization), makeGroup(plan, organization), grant(plan)] : []),
    makeAccount(plan, organization, group),
    tokenIsFree(plan, organization),
    makeToken(plan, organization),
    finish(plan, group),
  ];
}

type Organization = ApiCallsInput['organization'];

function prepare(apiUrl: string): ApiCall {
  return {
    id: 'prepare',
    title: 'Set the API URL and the owner service token',
    note: 'Prompts for the token to keep it out of your shell history. Requires bash, curl, and jq.',
    command: [
      `export BRAINTRUST_API_URL=${shellQuote(apiUrl.replace(/\/+$/, ''))}`,
      "read -rsp 'Owner service token: ' BRAINTRUST_OWNER_TOKEN && export BRAINTRUST_OWNER_TOKEN",
    ].join('\n'),
  };
}

function groupIsFree(plan: Plan, { name }: Organization): ApiCall {
  return {
    id: 'group-free',
    title: 'Check that the group name is free',
    note: 'Must print 0. Creating a group with an existing name returns that group, and the next calls would extend its access.',
    command: `${get('group', { group_name: plan.group_name, org_name: name })} | jq '.objects | length'`,
  };
}

function makeGroup(plan: Plan, { name }: Organization): ApiCall {
  return {
    id: 'group',
    title: 'Create the permission group',
    note: 'Custom groups require the Enterprise plan. The next calls use the group’s ID.',
    command: `GROUP_ID=$(${send('POST', 'group', {
      name: plan.group_name,
      description: `Created for: ${oneLine(plan.title, 150)}`,
      org_name: name,
    })} | jq -er .id) && echo "$GROUP_ID"`,
  };
}

function grant(plan: Plan): ApiCall {
  const acls = plan.projects.flatMap(({ id, grants }) =>
    grants.map(({ permission, restrict_object_type: only }) => ({
      object_type: 'project',
      object_id: id,
      group_id: new ShellVariable('GROUP_ID'),
      permission,
      ...(only === null ? {} : { restrict_object_type: only }),
    })),
  );
  return {
    id: 'grants',
    title: 'Grant the group its project permissions',
    note: 'Grants on projects only. A grant on the organization would apply to every project, including future ones.',
    command: send('POST', 'acl/batch_update', { add_acls: acls }),
  };
}

function makeAccount(plan: Plan, { id }: Organization, group: boolean): ApiCall {
  return {
    id: 'account',
    title: group ? 'Create the service account in the group' : 'Create the service account',
    note: 'No one is invited and no email is sent. The token call uses the account’s ID.',
    command: `ACCOUNT_ID=$(${send('PATCH', 'organization/members', {
      org_id: id,
      invite_users: {
        service_accounts: [{ name: plan.account_name }],
        ...(group ? { group_ids: [new ShellVariable('GROUP_ID')] } : {}),
      },
    })} | jq -er '.added_users[0].id') && echo "$ACCOUNT_ID"`,
  };
}

function tokenIsFree(plan: Plan, { name }: Organization): ApiCall {
  return {
    id: 'token-free',
    title: 'Check that the token name is free',
    note: 'Must print 0. Token names don’t have to be unique, and you can’t tell two tokens with one name apart.',
    command: `${get('service_token', { service_token_name: plan.token_name, org_name: name })} | jq '.objects | length'`,
  };
}

function makeToken(plan: Plan, { name }: Organization): ApiCall {
  return {
    id: 'token',
    title: 'Create the token',
    note: 'The response shows the token once and is saved to a file that only you can read. Move the token to the workload’s secret location, then delete the file.',
    command: `( umask 077 && ${send('POST', 'service_token', {
      name: plan.token_name,
      service_account_id: new ShellVariable('ACCOUNT_ID'),
      org_name: name,
    })} -o new-service-token.json ) && jq -r '.name, .preview_name' new-service-token.json`,
  };
}

function finish(plan: Plan, group: boolean): ApiCall {
  const end =
    plan.expiry_days === null
      ? 'The plan has no expiration date.'
      : `The API can’t set an expiration date. Set it to ${plural(plan.expiry_days, 'day')} from now on the settings page, if your Braintrust plan offers one.`;
  return {
    id: 'end-date',
    title: group ? 'Set the expiration date' : 'Set permissions and the expiration date',
    note: group
      ? end
      : `The API can’t set permissions on a token. Set them on the settings page, and check what the token can do before you use it. ${end}`,
    command: null,
  };
}

const AUTHORIZATION = '-H "Authorization: Bearer $BRAINTRUST_OWNER_TOKEN"';

function get(path: string, query: Record<string, string>): string {
  const parameters = Object.entries(query).map(
    ([key, value]) => `  --data-urlencode ${shellQuote(`${key}=${wellFormed(value)}`)}`,
  );
  return [
    `curl -sS --fail-with-body --get "$BRAINTRUST_API_URL/v1/${path}"`,
    `  ${AUTHORIZATION}`,
    ...parameters,
  ].join(' \\\n');
}

function send(method: 'POST' | 'PATCH', path: string, body: ShellJson): string {
  return [
    `curl -sS --fail-with-body -X ${method} "$BRAINTRUST_API_URL/v1/${path}"`,
    `  ${AUTHORIZATION}`,
    "  -H 'Content-Type: application/json'",
    `  --data-raw ${shellJson(body)}`,
  ].join(' \\\n');
}
