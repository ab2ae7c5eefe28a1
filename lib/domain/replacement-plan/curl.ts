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
  'These calls need a service token with owner rights. A user’s API key is refused for them, an owner’s too.',
  'Braintrust may refuse to create service tokens by API altogether. Then make it on the settings page.',
  'Latchkey does not run them: it issues no credentials. Nothing here holds a secret; put yours in where it is asked for.',
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
    title: 'Name the address and the owner service token',
    note: 'The token is asked for, so that it stands in no shell history. Needs bash, curl and jq.',
    command: [
      `export BRAINTRUST_API_URL=${shellQuote(apiUrl.replace(/\/+$/, ''))}`,
      "read -rsp 'Owner service token: ' BRAINTRUST_OWNER_TOKEN && export BRAINTRUST_OWNER_TOKEN",
    ].join('\n'),
  };
}

function groupIsFree(plan: Plan, { name }: Organization): ApiCall {
  return {
    id: 'group-free',
    title: 'See that no group has this name yet',
    note: 'It must print 0. Creating a group whose name exists gives that group back as it is, and the next calls would widen it.',
    command: `${get('group', { group_name: plan.group_name, org_name: name })} | jq '.objects | length'`,
  };
}

function makeGroup(plan: Plan, { name }: Organization): ApiCall {
  return {
    id: 'group',
    title: 'Make the permission group',
    note: 'Custom groups need the Enterprise plan. Its id is kept for the next calls.',
    command: `GROUP_ID=$(${send('POST', 'group', {
      name: plan.group_name,
      description: `Made for: ${oneLine(plan.title, 150)}`,
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
    title: 'Give the group its permissions on the projects',
    note: 'On projects only. A permission on the organization would reach every project, future ones too.',
    command: send('POST', 'acl/batch_update', { add_acls: acls }),
  };
}

function makeAccount(plan: Plan, { id }: Organization, group: boolean): ApiCall {
  return {
    id: 'account',
    title: group ? 'Make the service account in the group' : 'Make the service account',
    note: 'Nobody is invited and no mail is sent. The account’s id is kept for the token.',
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
    title: 'See that no token has this name yet',
    note: 'It must print 0. Names of tokens need not be unique, and two of one name cannot be told apart.',
    command: `${get('service_token', { service_token_name: plan.token_name, org_name: name })} | jq '.objects | length'`,
  };
}

function makeToken(plan: Plan, { name }: Organization): ApiCall {
  return {
    id: 'token',
    title: 'Make the token',
    note: 'The answer holds the token, this once. It goes into a file that only you can read: take it from there into the program’s secret store, then delete the file.',
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
      ? 'No end date is planned.'
      : `The API takes no end date: set it ${plan.expiry_days} days ahead on the settings page, where your plan offers one.`;
  return {
    id: 'end-date',
    title: group ? 'Set the end date' : 'Set permissions and the end date',
    note: group
      ? end
      : `The API does not set permissions on a token: until you set them on the settings page, see what it can do before you use it. ${end}`,
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
