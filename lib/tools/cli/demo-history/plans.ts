import type { StepId } from '@/lib/domain/replacement-plan';

/** What happens to a plan. Days are counted back from today. */
export type PlanStory = {
  key: string;
  /** The only project that the token may use. */
  project: string;
  createdDaysAgo: number;
  /** When someone creates in Braintrust what the plan asks for. */
  madeDaysAgo?: number;
  /** Steps that a person completes, in order. `sent`: the message to the holder is sent. */
  acts?: readonly { daysAgo: number; act: 'sent' | StepId }[];
};

/** One plan in each stage. The last audit before today reopens the step of one that was closed too early. */
export const PLAN_STORIES: readonly PlanStory[] = [
  {
    // Done: the key is deleted, and the last audit no longer lists it.
    key: 'snowflake-export',
    project: 'Invoice extraction',
    createdDaysAgo: 186,
    madeDaysAgo: 175,
    acts: [
      { daysAgo: 185, act: 'sent' },
      { daysAgo: 181, act: 'ask-holder' },
      { daysAgo: 181, act: 'choose-projects' },
      { daysAgo: 104, act: 'swap-secret' },
      { daysAgo: 98, act: 'revoke-keys' },
    ],
  },
  {
    // Ready to revoke, and reopened: the key was marked as revoked and is still listed.
    key: 'datadog-export',
    project: 'Fraud triage',
    createdDaysAgo: 180,
    madeDaysAgo: 170,
    acts: [
      { daysAgo: 176, act: 'ask-holder' },
      { daysAgo: 176, act: 'choose-projects' },
      { daysAgo: 90, act: 'swap-secret' },
      { daysAgo: 61, act: 'revoke-keys' },
    ],
  },
  {
    // Migrating: both the old key and the new token work.
    key: 'airflow-evals',
    project: 'Evals sandbox',
    createdDaysAgo: 102,
    madeDaysAgo: 93,
    acts: [
      { daysAgo: 101, act: 'ask-holder' },
      { daysAgo: 94, act: 'choose-projects' },
    ],
  },
  {
    // Setting up.
    key: 'dbt-nightly',
    project: 'Fraud triage',
    createdDaysAgo: 35,
    acts: [
      { daysAgo: 34, act: 'sent' },
      { daysAgo: 30, act: 'ask-holder' },
    ],
  },
  // Waiting on holder.
  {
    key: 'grafana',
    project: 'Search ranking',
    createdDaysAgo: 20,
    acts: [{ daysAgo: 18, act: 'sent' }],
  },
  // Not started.
  { key: 'terraform', project: 'Voice agent', createdDaysAgo: 6 },
];
