import type { Context } from '@/lib/features/context';
import type { TableQuery } from '@/lib/contract';
import { usesGroup, type Grant } from '@/lib/domain/replacement-plan';
import type { ReplacementKey } from '@/lib/platform/files';
import { streamReplacements } from './list-replacements';
import { toWireRow, type Replacement } from './stored-replacement';

/** All keys of the plans, one plan at a time, in the order of the query. */
export async function* streamReplacementKeys(
  ctx: Context,
  query: TableQuery,
): AsyncGenerator<ReplacementKey[]> {
  for await (const batch of streamReplacements(ctx, query)) {
    for (const replacement of batch) yield keysOf(replacement, ctx.now());
  }
}

function keysOf(replacement: Replacement, now: Date): ReplacementKey[] {
  const { plan, state } = replacement;
  const row = toWireRow(replacement, now);
  const projects = plan.projects.map(
    ({ name, grants }) => `${name}: ${grants.map(grantCode).join(', ')}`,
  );
  return plan.keys.map((key) => ({
    plan: row,
    key: { ...key, outcome: state.keys[key.id] ?? null },
    projects,
    group_name: usesGroup(plan) ? plan.group_name : null,
    account_name: plan.needs_token ? plan.account_name : null,
    notes: plan.notes,
  }));
}

/** In Braintrust's own spelling, because programs read the file. */
const grantCode = ({ permission, restrict_object_type: only }: Grant): string =>
  only === null ? permission : `${permission} (${only} only)`;
