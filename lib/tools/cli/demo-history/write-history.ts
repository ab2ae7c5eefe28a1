import { randomBytes } from 'node:crypto';
import type { ReplacementDetail } from '@/lib/contract';
import { AppError, auditId, DAY_MS, memberId, organizationId, SECOND_MS } from '@/lib/domain/core';
import {
  findLatestAudit,
  getAudit,
  runAudit,
  startAudit,
  streamFindings,
} from '@/lib/features/audits';
import type { Actor, Context } from '@/lib/features/context';
import {
  actOnStep,
  checkReplacements,
  createReplacement,
  suggestReplacement,
} from '@/lib/features/replacements';
import { addExceptions } from '@/lib/features/rules';
import type { StepId } from '@/lib/domain/replacement-plan';
import type { Store } from '@/lib/platform/database';
import { createSealer } from '@/lib/platform/sealing/sealing';
import {
  createGroup,
  createServiceAccount,
  createServiceToken,
  type Simulator,
} from '@/lib/tools/simulator';
import { daysBefore, keyNamed, memberNamed, pastOf, showAt } from './past';
import { PLAN_STORIES, type PlanStory } from './plans';

const AUDITS_DAYS_AGO = [270, 190, 110, 40];
/** Since then, these members also belong to an organization that the owner doesn't own. */
const BLOCKED = { names: ['contractor-17', 'lars.hansen'], daysAgo: 60 };
const ACCEPTED = {
  daysAgo: 36,
  key: 'excel-report',
  reason: 'Refreshed by hand before each board meeting. It only reads. Agreed with Hana.',
  days: 90,
};
const CONCURRENCY = 16;

type Event = { daysAgo: number; happen: () => Promise<void> };

/**
 * Gives the demo nine months of history, by the same verbs that the server calls, at the dates of a clock of
 * its own. Afterwards the simulated organization has its members and keys of `now` again. The organization
 * must be Acme or a larger one.
 */
export async function writeHistory(demo: {
  store: Store;
  simulator: Simulator;
  now: Date;
}): Promise<void> {
  const { simulator, now } = demo;
  const history = new History(demo);
  const { organization, organizations } = simulator;
  const past = pastOf(organization, now);
  const events: Event[] = [
    ...AUDITS_DAYS_AGO.map((daysAgo) => ({ daysAgo, happen: () => history.audit() })),
    ...PLAN_STORIES.flatMap((story) => history.eventsOf(story)),
    { daysAgo: ACCEPTED.daysAgo, happen: () => history.acceptRisk() },
    {
      daysAgo: BLOCKED.daysAgo,
      happen: () => {
        const others = organizations.slice(1).map(({ id }) => id);
        const ids = BLOCKED.names.map((name) => memberNamed(organization, name).id);
        organization.foreignMemberships = Object.fromEntries(ids.map((id) => [id, others]));
        return Promise.resolve();
      },
    },
  ];
  for (const { daysAgo, happen } of events.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
    showAt(organization, past, daysBefore(now, daysAgo));
    history.set(daysAgo);
    await happen();
  }
  showAt(organization, past, now);
}

class History {
  readonly #store: Store;
  readonly #simulator: Simulator;
  readonly #today: Date;
  readonly #sealer = createSealer(randomBytes(32).toString('base64'));
  #atMs = 0;

  constructor({ store, simulator, now }: { store: Store; simulator: Simulator; now: Date }) {
    this.#store = store;
    this.#simulator = simulator;
    this.#today = now;
  }

  set(daysAgo: number): void {
    this.#atMs = daysBefore(this.#today, daysAgo).getTime();
  }

  /** Runs one audit with a service token, and checks the plans. */
  async audit(): Promise<void> {
    const { keys, url } = this.#simulator;
    const ctx = this.#contextOf(this.#auditor());
    const { id } = await startAudit(ctx, {});
    const { signal } = new AbortController();
    const [store, now, log] = [this.#store, this.#now, () => undefined];
    await runAudit(
      {
        store,
        now,
        log,
        apiUrl: url,
        concurrency: CONCURRENCY,
        openCredential: () => Promise.resolve(keys.serviceToken),
        enqueuePlanChecks: () => Promise.resolve(),
      },
      auditId(id),
      signal,
    );
    await checkReplacements({ store, now, log }, auditId(id), signal);
    const { status, reason_detail: why } = await getAudit(ctx, { auditId: id });
    if (status === 'complete' || status === 'partial') return;
    throw new AppError(
      'internal',
      `An audit of the demo’s history ended as ${status}: ${why ?? ''}`,
    );
  }

  /** What happens to one plan, in any order. */
  eventsOf(story: PlanStory): Event[] {
    const owner = this.#contextOf(this.#person('ana.ferreira'));
    let plan: ReplacementDetail | null = null;
    const current = () => {
      if (plan === null) throw new Error(`There is no plan for ${story.key} yet.`);
      return plan;
    };
    const { madeDaysAgo, acts = [] } = story;
    return [
      {
        daysAgo: story.createdDaysAgo,
        happen: async () => {
          plan = await this.#createPlan(owner, story);
        },
      },
      ...acts.map(({ daysAgo, act }) => ({
        daysAgo,
        happen: async () => {
          const holders = new Set(current().plan.keys.map(({ holder_id }) => holder_id));
          const sent = [...holders].map((holder_id) => ({
            act: 'message-sent' as const,
            holder_id,
          }));
          for (const what of act === 'sent' ? sent : [markDone(act)]) {
            const { id, revision } = current();
            plan = await actOnStep(owner, { id, based_on: revision, ...what });
          }
        },
      })),
      ...(madeDaysAgo === undefined
        ? []
        : [
            {
              daysAgo: madeDaysAgo,
              happen: () => {
                this.#makeInBraintrust(current());
                return Promise.resolve();
              },
            },
          ]),
    ];
  }

  /** Accepts the most severe finding of one key. */
  async acceptRisk(): Promise<void> {
    const ctx = this.#contextOf(this.#person('daniel.weiss'));
    const key = keyNamed(this.#simulator.organization, ACCEPTED.key);
    const audit = await findLatestAudit(ctx);
    const sort = { column: 'severity', direction: 'desc' } as const;
    const query = { q: null, filters: {}, sort };
    for await (const rows of streamFindings(ctx, { auditId: audit?.id ?? '', query })) {
      const finding = rows.find(({ subject_id }) => subject_id === key.id);
      if (finding === undefined) continue;
      const until = new Date(this.#atMs + ACCEPTED.days * DAY_MS);
      const targets = [{ finding_id: finding.id }];
      await addExceptions(ctx, { targets, reason: ACCEPTED.reason, until });
      return;
    }
    throw new Error(`The key ${ACCEPTED.key} of the demo has no finding.`);
  }

  async #createPlan(ctx: Context, story: PlanStory): Promise<ReplacementDetail> {
    const key_ids = [keyNamed(this.#simulator.organization, story.key).id];
    const { plan, today } = await suggestReplacement(ctx, {
      key_ids,
      kind: 'workload',
      braintrust_plan: 'enterprise',
    });
    const project = today.projects.find(({ name }) => name === story.project);
    if (project === undefined) throw new Error(`${story.key} can't reach ${story.project}.`);
    const grants = [
      { permission: 'read', restrict_object_type: null },
      { permission: 'update', restrict_object_type: 'project_log' },
    ];
    const { keys: _keys, ...draft } = plan;
    const projects = [{ id: project.id, name: project.name, grants }];
    return createReplacement(ctx, { key_ids, plan: { ...draft, projects } });
  }

  /** Does in Braintrust what the plan's steps ask for. */
  #makeInBraintrust({ plan }: ReplacementDetail): void {
    const { organization } = this.#simulator;
    const created = this.#now().toISOString();
    const grants = plan.projects.flatMap(({ id, grants }) =>
      grants.map(({ permission, restrict_object_type }) => ({
        project: id,
        permissions: [permission],
        restrictObjectType: restrict_object_type,
      })),
    );
    createGroup(organization, { name: plan.group_name, grants, created });
    createServiceAccount(organization, { name: plan.account_name, groups: [plan.group_name] });
    createServiceToken(organization, {
      name: plan.token_name,
      account: plan.account_name,
      expiresAt: daysBefore(this.#today, -60).toISOString(),
      created,
    });
  }

  #person(name: string): Actor {
    const { id, email } = memberNamed(this.#simulator.organization, name);
    return { kind: 'session', userId: memberId(id), email, label: email ?? name };
  }

  /** The service account whose token runs the earlier audits. */
  #auditor(): Actor {
    const account = this.#simulator.organization.serviceAccounts.find(
      ({ name }) => name === 'platform-automation',
    );
    if (account === undefined) throw new Error('The simulated organization has no auditor.');
    const { id, email } = account;
    return { kind: 'bearer', userId: memberId(id), email, label: email };
  }

  #contextOf(actor: Actor): Context {
    const { orgId, orgName, keys } = this.#simulator;
    return {
      store: this.#store,
      organization: { id: organizationId(orgId), name: orgName },
      actor,
      credential: () => Promise.resolve(keys.serviceToken),
      sealer: this.#sealer,
      proveOwner: () => Promise.resolve(),
      enqueueAudit: () => Promise.resolve(),
      enqueueReEvaluation: () => Promise.resolve(),
      now: this.#now,
    };
  }

  /** A second passes between two readings, so that everything has an order. */
  readonly #now = (): Date => {
    this.#atMs += SECOND_MS;
    return new Date(this.#atMs);
  };
}

const markDone = (step: StepId) => ({ act: 'mark-done' as const, step });
