import type { Context } from '@/lib/features/context';
import type { ActOnStepBody, ReplacementDetail } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import {
  nextState,
  STEP_IDS,
  type Plan,
  type ReplacementEvent,
  type ReplacementState,
  type StepId,
} from '@/lib/domain/replacement-plan';
import { changeReplacement } from './change-replacement';
import { judgeStoredPlan } from './judge-plan';
import { storable, titleOf, toWireDetail } from './stored-replacement';
import { withRevoked } from './with-revoked';

/**
 * Marks a step done, goes back to a step, saves a note, or records that the message was sent. Marking isn't
 * enough for a step that an audit can verify.
 * *Errors*: `not-found`, `changed-meanwhile`; `bad-request` with the reason if the act isn't allowed;
 * `conflict` with the same reason if an audit has changed steps since the last revision.
 */
export async function actOnStep(
  ctx: Context,
  { id, ...body }: ActOnStepBody & { id: string },
): Promise<ReplacementDetail> {
  const input = storable(body);
  const changed = await changeReplacement(
    ctx,
    { id, basedOn: input.based_on },
    (_tx, { plan, state, row }) => {
      const next = nextState(plan, state, eventOf(ctx, input));
      if (!next.ok) {
        const mark = input.act === 'mark-done' ? input.step : null;
        throw refusal(next.why, mark !== null && isOvertaken(state, mark, row.updatedAt));
      }
      return Promise.resolve({ plan, state: next.state, what: wordsOf(plan, input) });
    },
  );
  return toWireDetail(
    await withRevoked(ctx, changed),
    await judgeStoredPlan(ctx.store.db, ctx, changed.plan, changed.state),
    ctx.now(),
  );
}

function refusal(why: string, isOvertaken: boolean): AppError {
  if (!isOvertaken) return new AppError('bad-request', why);
  return new AppError(
    'conflict',
    `Couldn’t save the step. An audit has changed the steps of this plan. ${why} Reload the plan.`,
  );
}

/**
 * Whether an audit completed this step, or reopened an earlier one, since the last change by a person. Audits
 * don't increase the revision, so the caller may not have seen that.
 */
function isOvertaken({ steps }: ReplacementState, step: StepId, since: Date): boolean {
  const isAfter = (time: string | null | undefined) => time != null && new Date(time) > since;
  const { how, at } = steps[step];
  if (how === 'seen' && isAfter(at)) return true;
  return STEP_IDS.slice(0, STEP_IDS.indexOf(step)).some((id) => isAfter(steps[id].reopened?.at));
}

function eventOf(ctx: Context, body: ActOnStepBody): ReplacementEvent {
  const who = { by: ctx.actor.label, at: ctx.now().toISOString() };
  switch (body.act) {
    case 'mark-done':
      return {
        type: 'mark-done',
        step: body.step,
        ...(body.note === undefined ? {} : { note: body.note }),
        ...who,
      };
    case 'go-back':
      return { type: 'go-back', step: body.step, ...who };
    case 'note':
      return { type: 'note', step: body.step, note: body.note, ...who };
    case 'message-sent':
      return { type: 'message-sent', holder: body.holder_id ?? null, ...who };
  }
}

function wordsOf(plan: Plan, body: ActOnStepBody): string {
  if (body.act === 'message-sent') return 'whether the message was sent';
  const step = `“${titleOf(plan, body.step)}”`;
  return body.act === 'note' ? `the note on ${step}` : `step ${step}`;
}
