import { settingsUrl, SETTINGS_PAGE_NAMES, type SettingsPage } from './deep-links';
import type { GuideSlug } from '@/lib/domain/guides';
import { grantText, usesGroup, type Plan } from './plan';
import type { CheckId, StepId } from './state';
import { checksOf, PLAN_NAMES, REACH_NOT_SHOWN, stepOrder, whyNotNeeded } from './step-rules';
import { count, list, oneLine } from './text';

/** One step of a plan, ready for display. Text is plain. */
export type Step = {
  id: StepId;
  title: string;
  /** What to do, one action per line. */
  what: string[];
  why: string;
  /** The page in Braintrust. */
  where: { label: string; href: string } | null;
  copy: { label: string; text: string }[];
  /** What Latchkey checks by itself, or why it can't. */
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
          ? { checks: [], whyNot: whyNot ?? 'Braintrust does not show this.' }
          : { checks: [...checks], says: checks.map((check) => LOOKS_FOR[check]).join(' ') },
      after: order.slice(0, at).filter((other) => whyNotNeeded(plan, other) === null),
      guide: guide ?? null,
      notNeeded: whyNotNeeded(plan, id),
    };
  });
}

const LOOKS_FOR: Record<CheckId, string> = {
  'group-seen': 'That the group exists and gives what is planned, and no more.',
  'token-seen': 'That Braintrust lists the token.',
  'group-matches': 'That its service account is in the planned group.',
  'reach-as-planned': 'That the account reaches what is planned, and no more.',
  'old-key-gone':
    'That the holder’s own list, read under a proven identity, no longer has the key.',
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
    title: leaver ? 'Find out what has stopped' : 'Find out who and what uses the key',
    what: [
      leaver
        ? 'Ask the team that the holder worked in what no longer runs since the keys ended.'
        : `Send the message to ${new Set(keys.map(({ holder_id }) => holder_id)).size === 1 ? 'the holder' : 'the holders'}, and wait for the answer.`,
      'Look where such secrets usually are: the CI’s secrets, .env files, Kubernetes secrets, the hosting’s environment variables, notebooks on shared machines.',
      'Write down what runs with the key and where it is stored.',
    ],
    why: 'Braintrust does not report when or by what a key was last used, so somebody has to say.',
    guide: leaver ? 'offboard-a-holder' : 'which-credential',
    whyNot: 'Only people can say what uses a key.',
  };
}

function chooseProjects(plan: Plan): Text {
  return {
    title: 'Choose projects and permissions',
    what: [
      'Pick the projects that the program works with; only what the holder reaches today can be picked.',
      'Give each the least that the program needs. A missing permission is added in a minute; one too many is found after the leak.',
    ],
    why: 'A personal key can do everything that its holder can. The token should do one job.',
    copy: plan.projects.map(({ name, grants }) => ({
      label: `Permissions in ${oneLine(name, 60)}`,
      text: grants.map(grantText).join(', '),
    })),
    guide: guideOf(plan),
    whyNot: 'This is your decision; what it leads to is checked later.',
  };
}

function permissionGroup(plan: Plan): Text {
  const { group_name: name, projects, variant } = plan;
  return {
    title: 'Make the permission group',
    what: [
      ...(variant.braintrust_plan === 'unknown'
        ? [
            'Custom groups need the Enterprise plan. If there is no button for it, set the plan to Pro or Starter here.',
          ]
        : []),
      variant.how === 'api'
        ? 'Run the calls for the group below, with a service token that has owner rights.'
        : `Create a group named ${oneLine(name)}.`,
      ...projects.map(
        ({ name: project, grants }) =>
          `On project ${oneLine(project, 80)}: ${list(grants.map(grantText), 20) || 'nothing yet'}.`,
      ),
      'Give it nothing on the organization, nor on all projects: that reaches future projects too.',
    ],
    why: 'The group is what narrows the token. It comes before the token, so that the token never has more than it should.',
    page: 'groups',
    copy: [{ label: 'Name of the group', text: name }],
    guide: 'scoped-token-enterprise',
  };
}

function serviceToken(plan: Plan): Text {
  const { account_name: account, token_name: token, expiry_days: days } = plan;
  const group = usesGroup(plan);
  const ending =
    days === null
      ? 'Leave the end date empty.'
      : `Set the end date ${count(days, 'day')} ahead, where one is offered.`;
  return {
    title: 'Make the service account and its token',
    what: [
      ...(plan.variant.how === 'api'
        ? [
            'Run the calls for the account and the token below. A user’s key is refused for it, and Braintrust may refuse altogether: then use its settings page.',
            `The API takes no end date: ${days === null ? 'none is planned' : 'set it on the settings page afterwards, where one is offered'}.`,
          ]
        : [
            `Create a service account named ${oneLine(account)}, and for it a token named ${oneLine(token)}.`,
            ending,
          ]),
      group
        ? `Put the account into the group ${oneLine(plan.group_name)}, and into no other.`
        : `Set the token’s permissions on the token: ${projectsText(plan)}.`,
      'Do not use a call or button that replaces a token of the same name: it would end one that is in use.',
      'The token is shown once. Put it straight into the place where the program will read it, never into a chat or a ticket.',
    ],
    why: group
      ? 'A service account is nobody’s: the token outlives whoever made it, and does one job.'
      : `On ${PLAN_NAMES[plan.variant.braintrust_plan]} there are no groups for single projects: it is the token itself that is narrowed. ${cannotDo(plan)}`,
    page: 'service-tokens',
    copy: [
      { label: 'Name of the service account', text: account },
      { label: 'Name of the token', text: token },
    ],
    guide: guideOf(plan),
  };
}

function swapSecret(plan: Plan): Text {
  const whyNot = 'Where a program keeps its secret is outside of Braintrust.';
  if (plan.variant.kind === 'person') {
    return {
      title: 'Sign in instead of using a key',
      what: [
        'Ask the holder to run bt login: it signs them in through the browser, and no key is stored.',
        `Ask them to take ${plan.variable} out of their shell’s settings and .env files.`,
      ],
      why: 'A person at their own computer needs no key at all.',
      copy: [{ label: 'Command', text: 'bt login' }],
      guide: 'which-credential',
      whyNot: 'What somebody’s own computer holds is outside of Braintrust.',
    };
  }
  if (plan.variant.kind === 'proxy-client') {
    return {
      title: 'Hand out temporary credentials',
      what: [
        `Put the token into your own server, as ${plan.variable}.`,
        'Let the server ask POST /v1/proxy/credentials for a temporary credential and hand that to the client: 600 seconds unless it says otherwise, 86,400 at most.',
        'Take the old key out of the client, and release it.',
      ],
      why: 'Whatever runs in a browser, an app or at a customer’s can be read there. What ends by itself does little harm.',
      guide: 'which-credential',
      whyNot,
    };
  }
  return {
    title: 'Swap the secret',
    what: [
      `Put the token where the old key was, under the same name: ${plan.variable}. The code does not change.`,
      'Restart or redeploy what reads it at its start.',
      'See it work with the token. Both are good meanwhile, so nothing is lost if it does not.',
      'Wait until the rarest job has run once.',
    ],
    why: 'The new credential works before the old one ends: that is a swap without an outage.',
    copy: [{ label: 'Variable', text: plan.variable }],
    guide: 'swap-the-secret',
    whyNot,
  };
}

function checkToken(plan: Plan): Text {
  return {
    title: 'Check the token’s reach',
    what: [
      `“Check now” asks Braintrust for ${usesGroup(plan) ? 'the token, its account’s groups and their grants' : 'the token and its account’s grants'}.`,
      ...(usesGroup(plan) ? [] : [REACH_NOT_SHOWN]),
    ],
    why: 'A token with more than was planned is the old trouble under a new name.',
    page: 'service-tokens',
    guide: guideOf(plan),
  };
}

function revokeKeys({ keys, variant: { kind } }: Plan): Text {
  const holders = [...new Set(keys.map(holderOf))];
  return {
    title: keys.length === 1 ? 'Revoke the old key' : `Revoke the ${count(keys.length, 'old key')}`,
    what: [
      `In Braintrust’s list find ${keys.length === 1 ? 'the key' : 'each key'} by holder and preview, and delete it. Held by ${list(holders.map((name) => oneLine(name, 60)))}.`,
      kind === 'leaver'
        ? 'Do it now: an outage is the smaller harm. What stops is dealt with in the next steps.'
        : 'Do it in working hours, with the holder at hand: if something was forgotten, it shows now.',
    ],
    why:
      kind === 'leaver'
        ? 'Whoever left may still have the key. Once they are out of the organization, their keys can no longer be listed from here.'
        : 'Until then the old key still opens everything that its holder can reach.',
    page: 'api-keys',
    copy: keys.slice(0, 50).map((key) => ({
      label:
        holders.length === 1
          ? oneLine(key.name, 60)
          : `${oneLine(key.name, 40)} of ${oneLine(holderOf(key), 40)}`,
      text: key.preview,
    })),
    guide: kind === 'leaver' ? 'offboard-a-holder' : 'swap-the-secret',
    whyNot: 'The next step looks whether the key is gone.',
  };
}

const holderOf = (key: Plan['keys'][number]) =>
  key.holder_name ?? key.holder_email ?? key.holder_id;

function checkGone({ keys }: Plan): Text {
  const one = keys.length === 1;
  return {
    title: one ? 'Check that the key is gone' : 'Check that the keys are gone',
    what: [
      `“Check now” lists the ${one ? 'holder’s' : 'holders’'} keys again under their proven identity. It is done when ${one ? 'the key is' : 'all keys are'} gone.`,
      'Where the holder has left the organization, nobody can look: then it says “cannot be checked”. Compare with Braintrust’s settings page, and confirm.',
    ],
    why: 'Deleting the wrong one of two keys that look alike is easily done.',
    page: 'api-keys',
    guide: 'swap-the-secret',
  };
}

/** The limits of plans without custom groups. */
function cannotDo({ variant: { braintrust_plan } }: Plan): string {
  return braintrust_plan === 'starter'
    ? 'Starter has one built-in group, Owners: keep such tokens few and their ends near.'
    : 'The built-in groups hold for the whole organization, and later permissions are changed token by token.';
}

const projectsText = ({ projects }: Plan) =>
  list(
    projects.map(
      ({ name, grants }) =>
        `${list(grants.map(grantText), 20) || 'nothing yet'} on ${oneLine(name, 80)}`,
    ),
    10,
  ) || 'none are chosen yet';

const guideOf = (plan: Plan): GuideSlug =>
  usesGroup(plan) ? 'scoped-token-enterprise' : 'scoped-token-pro-starter';
