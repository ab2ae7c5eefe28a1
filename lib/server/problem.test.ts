import { expect, it } from 'vitest';
import { problemSchema } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { problemResponse } from './problem';

const sent = async (details: Record<string, unknown>) => {
  const error = new AppError('internal', 'Couldn’t read the replacement plan “CI”.', { details });
  return problemSchema.parse(await problemResponse(error, 'r-1').json());
};

it('names the plan that can’t be read, so that a client can offer to delete it', async () => {
  const plan = { id: 'p-7', title: 'CI' };
  expect((await sent({ unreadablePlan: plan })).unreadable_plan).toEqual(plan);
  expect(await sent({})).not.toHaveProperty('unreadable_plan');
});
