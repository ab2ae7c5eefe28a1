/** One guide: `slug` names its page and its file in `content/guides`. */
export type Guide = {
  slug: string;
  title: string;
  /** One sentence on what it leads to. */
  summary: string;
  /** Who can use it; `null`: everybody. */
  plan: string | null;
};

/** Every guide, in the order in which they are shown. */
export const GUIDES = [
  {
    slug: 'which-credential',
    title: 'Which credential for what',
    summary: 'A few questions that lead from what has to run to the credential it should have.',
    plan: null,
  },
  {
    slug: 'scoped-token-enterprise',
    title: 'A project-scoped service token on Enterprise',
    summary:
      'A permission group for the projects, a service token in it, and a check of its reach.',
    plan: 'Enterprise',
  },
  {
    slug: 'scoped-token-pro-starter',
    title: 'A service token on Pro and Starter',
    summary: 'Permissions set on the token itself, and what these plans cannot narrow.',
    plan: 'Pro, Starter',
  },
  {
    slug: 'swap-the-secret',
    title: 'Swapping the secret without an outage',
    summary: 'Both credentials live side by side until the old one has nothing left to do.',
    plan: null,
  },
  {
    slug: 'offboard-a-holder',
    title: 'Offboarding a holder',
    summary: 'Somebody leaves: what to do with their keys, and in which order.',
    plan: null,
  },
  {
    slug: 'per-user-service-accounts',
    title: 'Cleaning up per-user service accounts',
    summary: 'From one service account a person to one for each thing that runs.',
    plan: null,
  },
] as const satisfies readonly Guide[];
export type GuideSlug = (typeof GUIDES)[number]['slug'];

/** The guide of that name, or `undefined`. */
export function findGuide(slug: string): (typeof GUIDES)[number] | undefined {
  return GUIDES.find((guide) => guide.slug === slug);
}

/**
 * What the service token that takes the place of a key may be called: the key's own words, so that
 * whoever meets it later knows what it is for. `null` where the name leaves nothing to build on.
 */
export function suggestTokenName(keyName: string): string | null {
  const words = keyName
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !SAYS_NOTHING.has(word));
  const name = words.join('-').slice(0, LONGEST_NAME).replace(/-+$/, '');
  return name === '' ? null : name;
}

const LONGEST_NAME = 48;
const SAYS_NOTHING = new Set([
  'key',
  'keys',
  'api',
  'apikey',
  'token',
  'braintrust',
  'bt',
  'new',
  'old',
  'my',
]);

/** The message that asks a holder what uses their key, ready to be sent. */
export function holderMessage(key: {
  name: string;
  preview: string;
  created: string | null;
  holderName: string | null;
}): string {
  const made = key.created === null ? '' : `, made on ${key.created.slice(0, 10)}`;
  return [
    `Hello${key.holderName === null ? '' : ` ${key.holderName}`},`,
    '',
    `your Braintrust API key “${key.name}” (${key.preview}${made}) looks as if a program uses it. A key can do everything that you can, and it stops with your account, so we want to move the program to a service token of its own.`,
    '',
    'Could you tell me:',
    '1. What uses this key, and where is it stored (CI secret, .env file, Kubernetes secret, hosting settings)?',
    '2. Which Braintrust projects does it work with, and does it only write, or read too?',
    '3. Who else should know before it is swapped?',
    '',
    'Please do not delete the key yet: it stays until the new token works. And please never send the key itself.',
  ].join('\n');
}
