import type { BraintrustPlan, RuleId, Verdict } from '@/lib/domain/core';

type NamedPlan = Exclude<BraintrustPlan, 'unknown'>;

/** The metadata of one guide. `slug` names its page and its file in `content/guides`. */
export type Guide = {
  slug: string;
  title: string;
  /** One sentence on what the reader achieves. */
  summary: string;
  /** A label for the plans in `plans`. `null`: all plans. */
  plan: string | null;
  plans: readonly NamedPlan[];
  /** The guide helps with keys of these verdicts. */
  verdicts: readonly Verdict[];
  /** The guide explains what to do about findings of these rules. */
  rules: readonly RuleId[];
  /** The sources of its steps, by their names in `components/guides/sources.ts`. */
  sources: readonly string[];
  /** Search words that aren't in the title or summary. */
  words: string;
};

const EVERY_PLAN = ['enterprise', 'pro', 'starter'] as const;

/** Every guide, in display order. */
export const GUIDES = [
  {
    slug: 'which-credential',
    title: 'Which credential for what',
    summary: 'A few questions that lead from what has to run to the credential it should have.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: ['replace', 'review'],
    rules: ['workload-on-personal-key', 'vague-or-duplicate-name'],
    sources: [
      'cli-login',
      'authentication',
      'temporary-credential',
      'manage-permissions',
      'create-service-token',
      'self-hosting',
      'scoped-access',
      'no-keys-by-key',
    ],
    words: 'decision tree login oauth bt temporary proxy browser client personal service choose',
  },
  {
    slug: 'scoped-token-enterprise',
    title: 'A project-scoped service token on Enterprise',
    summary:
      'A permission group for the projects, a service token in it, and a check of its reach.',
    plan: 'Enterprise',
    plans: ['enterprise'],
    verdicts: ['replace'],
    rules: ['workload-on-personal-key', 'key-not-bound-to-organization'],
    sources: [
      'log-permissions',
      'access-control',
      'manage-permissions',
      'no-keys-by-key',
      'service-tokens',
      'scoped-access',
      'replacements',
    ],
    words: 'custom group permissions scope role acl narrow least privilege create',
  },
  {
    slug: 'scoped-token-pro-starter',
    title: 'A service token on Pro and Starter',
    summary: 'Permissions set on the token itself, and what these plans cannot narrow.',
    plan: 'Pro, Starter',
    plans: ['pro', 'starter'],
    verdicts: ['replace'],
    rules: ['workload-on-personal-key', 'key-not-bound-to-organization'],
    sources: [
      'log-permissions',
      'service-tokens',
      'no-keys-by-key',
      'access-control',
      'replacements',
    ],
    words: 'free plan permissions owners engineers viewers narrow create',
  },
  {
    slug: 'swap-the-secret',
    title: 'Swapping the secret without an outage',
    summary: 'Both credentials live side by side until the old one has nothing left to do.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: ['replace', 'revoke'],
    rules: ['workload-on-personal-key', 'old-key', 'expires-soon'],
    sources: [
      'key-auditing',
      'scoped-access',
      'service-tokens',
      'github-secrets',
      'github-precedence',
      'gitlab-variables',
      'kubernetes-secrets',
      'vercel-environment',
      'docker-compose',
      'log-permissions',
      'access-control',
      'audits',
    ],
    words: 'rotate rotation github gitlab kubernetes vercel docker env python typescript downtime',
  },
  {
    slug: 'one-integration-many-keys',
    title: 'Many personal copies of one integration',
    summary: 'Everybody made the same key for the same tool: one token takes the place of all.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: ['replace'],
    rules: ['same-key-name-across-members'],
    sources: [
      'replacements',
      'rules',
      'key-auditing',
      'scoped-access',
      'cli-login',
      'no-keys-by-key',
      'audits',
    ],
    words: 'duplicate same name shared copies family together bulk',
  },
  {
    slug: 'keys-that-never-expire',
    title: 'Keys that never expire',
    summary: 'What to do with keys without an end, and ends that are kept.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: ['review', 'replace'],
    rules: ['never-expires', 'old-key', 'expires-soon'],
    sources: [
      'rules',
      'scoped-access',
      'service-tokens',
      'cli-login',
      'authentication',
      'key-auditing',
      'create-service-token',
    ],
    words: 'expiry expiration end date rotate rotation 90 days old lifetime exception',
  },
  {
    slug: 'offboard-a-holder',
    title: 'Offboarding a holder',
    summary: 'Somebody leaves: what to do with their keys, and in which order.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: ['revoke', 'replace'],
    rules: ['holder-not-a-member', 'several-keys-per-member'],
    sources: ['key-auditing', 'audits', 'scoped-access', 'no-keys-by-key', 'service-tokens'],
    words: 'leaver leaving left remove member terminated fired quit deprovision',
  },
  {
    slug: 'per-user-service-accounts',
    title: 'From per-user service accounts to few',
    summary: 'From one service account a person to one for each thing that runs.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: ['review'],
    rules: ['service-account-per-person'],
    sources: ['rules', 'service-tokens', 'no-keys-by-key', 'scoped-access', 'audits'],
    words: 'cleaning up sync consolidate each user account',
  },
  {
    slug: 'keys-for-others-403',
    title: 'When a key cannot be created for others (403)',
    summary: '“API keys cannot create API keys”: why it is refused, and what to do instead.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: ['replace', 'review'],
    rules: ['workload-on-personal-key'],
    sources: [
      'no-keys-by-key',
      'scoped-access',
      'cli-login',
      'temporary-credential',
      'access-control',
      'create-service-token',
      'key-auditing',
      'audits',
    ],
    words: 'forbidden error impersonate impersonation onboarding script provision programmatic',
  },
  {
    slug: 'self-hosted-data-plane',
    title: 'My organization is on a self-hosted data plane',
    summary: 'Another address, a token that must stay, and what older versions do not tell.',
    plan: 'Enterprise',
    plans: ['enterprise'],
    verdicts: ['replace', 'review'],
    rules: [],
    sources: [
      'api-domains',
      'self-hosting',
      'key-auditing',
      'audits',
      'rules',
      'scoped-access',
      'access-control',
    ],
    words: 'self hosting hybrid on premises vpc vpn firewall api url region eu certificate hosted',
  },
] as const satisfies readonly Guide[];
export type GuideSlug = (typeof GUIDES)[number]['slug'];

export function findGuide(slug: string): (typeof GUIDES)[number] | undefined {
  return GUIDES.find((guide) => guide.slug === slug);
}
