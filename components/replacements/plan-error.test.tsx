import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { apiErrorOf } from '@/lib/client/api-error';
import { PlanError } from './plan-error';

const answered = (more: object) =>
  new Response(
    JSON.stringify({
      type: 'urn:latchkey:problem:internal',
      title: 'Internal',
      status: 500,
      detail: 'Couldn’t read the replacement plan “CI”.',
      code: 'internal',
      request_id: 'r-1',
      ...more,
    }),
    { status: 500 },
  );
const show = async (more: object) =>
  render(
    <PlanError
      title="Couldn’t load replacement plans."
      error={await apiErrorOf(answered(more), false)}
      onRetry={() => undefined}
    />,
  );
const deleteButton = () => screen.queryByRole('button', { name: /^Delete plan/ });

it('an unreadable plan can be deleted where it is in the way', async () => {
  await show({ unreadable_plan: { id: 'r-7', title: 'CI' } });
  expect(screen.getByRole('alert').textContent).toContain('“CI”');
  expect(deleteButton()).not.toBeNull();
});

it('any other error offers no deletion', async () => {
  await show({});
  expect(screen.getByRole('alert')).toBeDefined();
  expect(deleteButton()).toBeNull();
});
