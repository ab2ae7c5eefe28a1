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
    title: 'Choose the right credential',
    summary: 'Answer a few questions to find the right credential for a workload or a person.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: ['replace', 'ask-holder', 'rotate'],
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
    title: 'Create a project-scoped service token on Enterprise',
    summary: 'Create a permission group, add a service token to it, and check its access.',
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
    title: 'Create a service token on Pro and Starter',
    summary: 'Set permissions on the token itself. Learn what these plans can’t restrict.',
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
    title: 'Switch to a new token without an outage',
    summary: 'Keep both credentials valid until nothing uses the old one.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: ['replace', 'revoke', 'rotate'],
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
    words:
      'rotate rotation swap secret github gitlab kubernetes vercel docker env python typescript downtime',
  },
  {
    slug: 'one-integration-many-keys',
    title: 'Replace many copies of one integration’s key',
    summary: 'Many members created a key for the same tool. Replace all of them with one token.',
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
    title: 'Fix keys that never expire',
    summary: 'Decide what to do with each key, and choose expiration dates that you’ll keep.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: ['rotate', 'replace', 'ok'],
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
    title: 'Offboard a key holder',
    summary: 'Replace and revoke a departing member’s keys in the right order.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: ['revoke', 'replace'],
    rules: ['holder-not-a-member', 'several-keys-per-member'],
    sources: ['key-auditing', 'audits', 'scoped-access', 'no-keys-by-key', 'service-tokens'],
    words: 'offboarding leaver leaving left remove member terminated fired quit deprovision',
  },
  {
    slug: 'per-user-service-accounts',
    title: 'Consolidate per-user service accounts',
    summary: 'Move from one service account per person to one token per workload.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: [],
    rules: ['service-account-per-person'],
    sources: ['rules', 'service-tokens', 'no-keys-by-key', 'scoped-access', 'audits'],
    words: 'cleaning up sync consolidate each user account',
  },
  {
    slug: 'keys-for-others-403',
    title: 'Fix “API keys cannot create API keys” (403)',
    summary: 'Why Braintrust refuses to create keys for others, and what to do instead.',
    plan: null,
    plans: EVERY_PLAN,
    verdicts: ['replace', 'rotate'],
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
    title: 'Work with a self-hosted data plane',
    summary:
      'Set the API address, keep the data plane’s own token, and know what older versions don’t report.',
    plan: 'Enterprise',
    plans: ['enterprise'],
    verdicts: ['replace', 'ask-holder'],
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
