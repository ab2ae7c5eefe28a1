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
