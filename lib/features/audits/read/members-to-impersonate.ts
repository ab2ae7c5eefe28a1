import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '@/lib/features/context';
import { createBraintrustClient, type ClientLimits } from '@/lib/platform/braintrust';
import { AppError, MINUTE_MS, SECOND_MS, toAppError, type OrganizationId } from '@/lib/domain/core';
import { readPart } from '../run/read-context';

type Counted = { members: number; serviceAccounts: number };
/** The number of members and of service accounts that Braintrust lists, or why it is unknown. */
export type MemberCount = Counted | { members: null; why: string };
export type CountMembers = (ctx: Context) => Promise<MemberCount>;

/** How old a count may be that is shown before the first audit. */
const GOOD_FOR_MS = 5 * MINUTE_MS;
/** How long a failure is kept before the next try. */
const FAILURE_GOOD_FOR_MS = 30 * SECOND_MS;
/** How long a page waits. A later answer is kept for the next page. */
const PATIENCE_MS = 3 * SECOND_MS;
const CONCURRENCY = 2;
const LIMITS: Partial<ClientLimits> = {
  maxAttempts: 2,
  outagePatienceMs: 10 * SECOND_MS,
  rateLimitPatienceMs: 10 * SECOND_MS,
  attemptTimeoutMs: 15 * SECOND_MS,
};

const TOO_SLOW: MemberCount = {
  members: null,
  why: 'Latchkey is still fetching the member list.',
};

/**
 * Counts the members of the caller's organization with the caller's own key. The result is cached in memory
 * for five minutes per organization. A failed count gives the reason instead of a number.
 */
export function createMemberCount(options: {
  apiUrl: string;
  patienceMs?: number;
  limits?: Partial<ClientLimits>;
}): CountMembers {
  const counts = new Map<OrganizationId, { untilMs: number; count: Promise<MemberCount> }>();

  function counted(ctx: Context): Promise<MemberCount> {
    const { id } = ctx.organization;
    const nowMs = ctx.now().getTime();
    for (const [other, { untilMs }] of counts) if (untilMs <= nowMs) counts.delete(other);
    const known = counts.get(id);
    if (known !== undefined) return known.count;
    const entry = { untilMs: nowMs + GOOD_FOR_MS, count: count(ctx, options) };
    counts.set(id, entry);
    void entry.count.then(({ members }) => {
      if (members === null) entry.untilMs = nowMs + FAILURE_GOOD_FOR_MS;
    });
    return entry.count;
  }

  return (ctx) => {
    const late = sleep(options.patienceMs ?? PATIENCE_MS, TOO_SLOW, { ref: false });
    return Promise.race([counted(ctx), late]);
  };
}

async function count(
  ctx: Context,
  { apiUrl, limits }: Parameters<typeof createMemberCount>[0],
): Promise<MemberCount> {
  try {
    return await list(ctx, apiUrl, { ...LIMITS, ...limits });
  } catch (error) {
    return { members: null, why: toAppError(error).publicMessage };
  }
}

async function list(ctx: Context, apiUrl: string, limits: Partial<ClientLimits>): Promise<Counted> {
  const client = createBraintrustClient({
    apiUrl,
    appUrl: null,
    apiKey: await ctx.credential(),
    concurrency: CONCURRENCY,
    limits,
  });
  try {
    const of = { orgName: ctx.organization.name };
    const [listed, serviceTokens] = await Promise.all([
      client.listMembers(of),
      readPart(client.listServiceTokens(of)),
    ]);
    // The caller is always a member, so an empty answer is wrong.
    if (listed.length === 0)
      throw new AppError('upstream-unexpected-answer', 'Braintrust returned an empty member list.');
    const accounts = new Set(
      serviceTokens.read ? serviceTokens.value.map((token) => token.serviceAccountId) : [],
    );
    const members = listed.filter(({ id }) => !accounts.has(id)).length;
    return { members, serviceAccounts: listed.length - members };
  } finally {
    await client.close();
  }
}
