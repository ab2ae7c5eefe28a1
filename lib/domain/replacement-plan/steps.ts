import { plural } from '@/lib/domain/core';
import { settingsUrl, SETTINGS_PAGE_NAMES, type SettingsPage } from './deep-links';
import type { GuideSlug } from '@/lib/domain/guides';
import { grantText, usesGroup, type Plan } from './plan';
import type { CheckId, StepId } from './state';
import { checksOf, PLAN_NAMES, REACH_NOT_SHOWN, stepOrder, whyNotNeeded } from './step-rules';
import { list, oneLine } from './text';

/** One step of a plan, ready for display. Text is plain. */
export type Step = {
  id: StepId;
  title: string;
  /** What to do, one action per line. */
  what: string[];
  why: string;
  /** The page in Braintrust. */
  where: { label: string; href: string } | null;
  /** `keyId`: the key that the text is about. */
  copy: { label: string; text: string; keyId?: string }[];
  /** What Latchkey will check by itself, or why it can't. */
  check: { checks: CheckId[]; says: string } | { checks: []; whyNot: string };
  /** The steps before this one. */
  after: StepId[];
  guide: GuideSlug | null;
  /** Why this plan skips the step. `null`: it doesn't. */
  notNeeded: string | null;
};

type Text = Pick<Step, 'title' | 'what' | 'why'> & {
  page?: SettingsPage;
  copy?: Step['copy'];
  guide?: GuideSlug;
  whyNot?: string;
};

/** Returns all eight steps in the plan's order. `appUrl`: the base URL of Braintrust's own pages. */
export function stepsOf(plan: Plan, { appUrl }: { appUrl: string }): Step[] {
  const order = stepOrder(plan);
  return order.map((id, at) => {
    const { page, copy = [], guide, whyNot, ...text } = TEXTS[id](plan);
    const checks = checksOf(plan, id);
    return {
      id,
      ...text,
      copy,
      where:
        page === undefined
          ? null
          : { label: SETTINGS_PAGE_NAMES[page], href: settingsUrl(appUrl, page) },
      check:
        checks.length === 0
          ? { checks: [], whyNot: whyNot ?? 'Braintrust doesn’t show this.' }
          : {
              checks: [...checks],
              says: `Latchkey will check that ${list(checks.map((check) => LOOKS_FOR[check]))}.`,
            },
      after: order.slice(0, at).filter((other) => whyNotNeeded(plan, other) === null),
      guide: guide ?? null,
      notNeeded: whyNotNeeded(plan, id),
    };
  });
}

const LOOKS_FOR: Record<CheckId, string> = {
  'group-seen': 'the group exists and has exactly the planned access',
  'token-seen': 'Braintrust lists the token',
  'group-matches': 'its service account is in the planned group',
  'reach-as-planned': 'the account has exactly the planned access',
  'old-key-gone': 'none of these keys appears in its holder’s key list',
};

const TEXTS: Record<StepId, (plan: Plan) => Text> = {
  'ask-holder': askHolder,
  'choose-projects': chooseProjects,
  'permission-group': permissionGroup,
  'service-token': serviceToken,
  'swap-secret': swapSecret,
  'check-token': checkToken,
  'revoke-keys': revokeKeys,
  'check-gone': checkGone,
};

function askHolder({ keys, variant: { kind } }: Plan): Text {
  const leaver = kind === 'leaver';
  return {
    title: leaver ? 'Find out what stopped working' : 'Ask the holder what uses the key',
    what: [
      leaver
        ? 'Ask the holder’s team what stopped working after the keys were revoked.'
        : `Send the message to ${new Set(keys.map(({ holder_id }) => holder_id)).size === 1 ? 'the holder' : 'the holders'} and wait for a reply.`,
      'Check the usual places: CI secrets, .env files, Kubernetes secrets, hosting environment variables, shared notebooks.',
      'Add the workload and the secret location below.',
    ],
    why: 'Braintrust doesn’t report last use, so someone has to tell you.',
    guide: leaver ? 'offboard-a-holder' : 'which-credential',
    whyNot: 'Only people can tell what uses a key.',
  };
}

function chooseProjects(plan: Plan): Text {
  const isChosen = plan.projects.length > 0;
  return {
    title: `${isChosen ? 'Confirm' : 'Choose'} projects and permissions`,
    what: [
      isChosen
        ? 'Compare the choice below with what the holder told you. If it’s right, mark this step as done.'
        : 'Choose the projects that the workload uses. Only projects that the holder can access today are available.',
      'Grant only what the workload needs. A missing permission is quick to add; an extra one goes unnoticed.',
    ],
    why: 'A personal key inherits all of its holder’s access. The token needs only enough for one job.',
    copy: plan.projects.map(({ name, grants }) => ({
      label: `Permissions in ${oneLine(name, 60)}`,
      text: grants.map(grantText).join(', '),
    })),
    guide: guideOf(plan),
    whyNot: 'This is your decision. A later step checks the result.',
  };
}

function permissionGroup(plan: Plan): Text {
  const { group_name: name, projects, variant } = plan;
  return {
    title: 'Create the permission group',
    what: [
      ...(variant.braintrust_plan === 'unknown'
        ? [
            'Custom groups require the Enterprise plan. If Braintrust doesn’t let you create one, edit this plan and choose Pro or Starter.',
          ]
        : []),
      variant.how === 'api'
        ? 'Run the group calls below with a service token that has owner rights.'
        : `Create a group named ${oneLine(name)}.`,
      ...projects.map(
        ({ name: project, grants }) =>
          `On project ${oneLine(project, 80)}, grant ${list(grants.map(grantText), 20) || 'nothing yet'}.`,
      ),
      'Don’t grant anything on the organization or on all projects. Such grants include future projects.',
    ],
    why: 'The group restricts the token. Create it first, so that the token never has more access than planned.',
    page: 'groups',
    copy: [{ label: 'Group name', text: name }],
    guide: 'scoped-token-enterprise',
  };
}

function serviceToken(plan: Plan): Text {
  const { account_name: account, token_name: token, expiry_days: days } = plan;
  const group = usesGroup(plan);
  const ending =
    days === null
      ? 'Leave the expiration date empty.'
      : `Set the expiration date to ${plural(days, 'day')} from now, if Braintrust offers one.`;
  return {
    title: 'Create the service account and its token',
    what: [
      ...(plan.variant.how === 'api'
        ? [
            'Run the account and token calls below with a service token that has owner rights. If Braintrust refuses them, use its settings page.',
            days === null
              ? 'The plan has no expiration date.'
              : 'The API can’t set an expiration date. Set it on the settings page afterwards, if Braintrust offers one.',
          ]
        : [
            `Create a service account named ${oneLine(account)} and, for that account, a token named ${oneLine(token)}.`,
            ending,
          ]),
      group
        ? `Add the account to group ${oneLine(plan.group_name)} and to no other group.`
        : `Set permissions on the token itself: ${projectsText(plan)}.`,
      'Don’t use a call or button that replaces a token with the same name. The replaced token would stop working.',
      'Braintrust shows the token once. Store it directly in the workload’s secret location, never in a chat or ticket.',
    ],
    why: group
      ? 'Service accounts aren’t tied to a person, so the token keeps working when people leave.'
      : `On ${PLAN_NAMES[plan.variant.braintrust_plan]}, there are no groups for single projects, so you restrict the token itself. ${cannotDo(plan)}`,
    page: 'service-tokens',
    copy: [
      { label: 'Service account name', text: account },
      { label: 'Token name', text: token },
    ],
    guide: guideOf(plan),
  };
}

function swapSecret(plan: Plan): Text {
  const whyNot = 'Braintrust doesn’t know where a workload stores its secret.';
  if (plan.variant.kind === 'person') {
    return {
      title: 'Sign in instead of using a key',
      what: [
        'Ask the holder to run bt login. It signs them in through the browser and stores no key.',
        `Ask them to remove ${plan.variable} from their shell settings and .env files.`,
      ],
      why: 'People don’t need a key on their own computer.',
      copy: [{ label: 'Command', text: 'bt login' }],
      guide: 'which-credential',
      whyNot: 'Braintrust doesn’t know what’s on someone’s computer.',
    };
  }
  if (plan.variant.kind === 'proxy-client') {
    return {
      title: 'Issue temporary credentials',
      what: [
        `Store the token on your server as ${plan.variable}.`,
        'Have the server request a temporary credential from POST /v1/proxy/credentials and pass it to the client. It’s valid for 600 seconds by default, 86,400 at most.',
        'Remove the old key from the client and release a new version.',
      ],
      why: 'Others can read what runs in a browser, in an app, or at a customer. A credential that expires soon does little harm.',
      guide: 'which-credential',
      whyNot,
    };
  }
  return {
    title: 'Switch to the new token',
    what: [
      `Store the token where the old key was, under the same name: ${plan.variable}. The code doesn’t change.`,
      'Restart or redeploy everything that reads it at startup.',
      'Confirm that the workload runs with the token. The old key still works, so you can switch back.',
      'Wait until every scheduled job, including the least frequent, has run once.',
    ],
    why: 'The new token works before you revoke the old key, so the switch needs no outage.',
    copy: [{ label: 'Variable', text: plan.variable }],
    guide: 'swap-the-secret',
    whyNot,
  };
}

function checkToken(plan: Plan): Text {
  return {
    title: 'Check the token’s access',
    what: [
      `“Check now” reads ${usesGroup(plan) ? 'the token, its account’s groups, and their grants' : 'the token and its account’s grants'} from Braintrust.`,
      ...(usesGroup(plan) ? [] : [REACH_NOT_SHOWN]),
    ],
    why: 'Too much access is a risk, and too little breaks the workload. Find out before the switch.',
    page: 'service-tokens',
    guide: guideOf(plan),
  };
}

function revokeKeys({ keys, variant: { kind } }: Plan): Text {
  const holders = [...new Set(keys.map(holderOf))];
  return {
    title:
      keys.length === 1 ? 'Revoke the old key' : `Revoke the ${plural(keys.length, 'old key')}`,
    what: [
      `In Braintrust, find ${keys.length === 1 ? 'the key' : 'each key'} by holder and preview, and delete it. Held by ${list(holders.map((name) => oneLine(name, 60)))}.`,
      kind === 'leaver'
        ? 'Revoke now, even if something stops working. The next steps cover that.'
        : 'Revoke during working hours with the holder available, so that you notice anything you missed.',
    ],
    why:
      kind === 'leaver'
        ? 'Former members may still have the key. Latchkey can’t list the keys of anyone who is no longer a member.'
        : 'Until you revoke it, the old key still grants all of its holder’s access.',
    page: 'api-keys',
    copy: keys.slice(0, 50).map((key) => ({
      label:
        holders.length === 1
          ? oneLine(key.name, 60)
          : `${oneLine(key.name, 40)} of ${oneLine(holderOf(key), 40)}`,
      text: key.preview,
      keyId: key.id,
    })),
    guide: kind === 'leaver' ? 'offboard-a-holder' : 'swap-the-secret',
    whyNot: 'The next step checks whether the key is still listed.',
  };
}

const holderOf = (key: Plan['keys'][number]) =>
  key.holder_name ?? key.holder_email ?? key.holder_id;

function checkGone({ keys }: Plan): Text {
  const one = keys.length === 1;
  return {
    title: one
      ? 'Confirm that the key is no longer listed'
      : 'Confirm that the keys are no longer listed',
    what: [
      `“Check now” reads the ${one ? 'holder’s key list' : 'holders’ key lists'} again. The step is done when ${one ? 'the key is no longer listed' : 'none of the keys is listed'}.`,
      'If a holder is no longer a member, Latchkey can’t read their key list. Check in Braintrust settings, then mark the step as done.',
    ],
    why: 'It’s easy to delete the wrong one of two similar keys.',
    page: 'api-keys',
    guide: 'swap-the-secret',
  };
}

/** The limits of plans without custom groups. */
function cannotDo({ variant: { braintrust_plan } }: Plan): string {
  return braintrust_plan === 'starter'
    ? 'Starter has one built-in group, Owners, so create few such tokens and let them expire soon.'
    : 'Built-in groups apply to the entire organization, so you change permissions token by token later.';
}

const projectsText = ({ projects }: Plan) =>
  list(
    projects.map(
      ({ name, grants }) =>
        `${list(grants.map(grantText), 20) || 'nothing yet'} on ${oneLine(name, 80)}`,
    ),
    10,
  ) || 'none chosen yet';

const guideOf = (plan: Plan): GuideSlug =>
  usesGroup(plan) ? 'scoped-token-enterprise' : 'scoped-token-pro-starter';
