import type { Context } from '@/lib/auth/context';
import type { ActOnStepBody, ReplacementDetail } from '@/lib/contract';
import { AppError } from '@/lib/core';
import { nextState, type Plan, type ReplacementEvent } from '@/lib/replacement';
import { changeReplacement, titleOf } from './change-replacement';
import { judgeStoredPlan } from './judge-plan';
import { storable, toWireDetail } from './stored-replacement';

/**
 * Marks a step done, goes back to one, notes something, or says that the message was sent. A step
 * that an audit can see is not done by this alone.
 * *Errors*: `not-found`, `changed-meanwhile`; `bad-request` with the reason why it may not be.
 */
export async function actOnStep(
  ctx: Context,
  { id, ...body }: ActOnStepBody & { id: string },
): Promise<ReplacementDetail> {
  const input = storable(body);
  const changed = await changeReplacement(
    ctx,
    { id, basedOn: input.based_on },
    (_tx, { plan, state }) => {
      const next = nextState(plan, state, eventOf(ctx, input));
      if (!next.ok) throw new AppError('bad-request', next.why);
      return Promise.resolve({ plan, state: next.state, what: wordsOf(plan, input) });
    },
  );
  return toWireDetail(
    changed,
    await judgeStoredPlan(ctx.store.db, ctx, changed.plan, changed.state),
  );
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
      return { type: 'message-sent', ...who };
  }
}

function wordsOf(plan: Plan, body: ActOnStepBody): string {
  if (body.act === 'message-sent') return 'whether the message was sent';
  const step = `“${titleOf(plan, body.step)}”`;
  return body.act === 'note' ? `the note of ${step}` : `step ${step}`;
}
