import { expect, it } from 'vitest';
import { AppError } from '@/lib/domain/core';
import { explainError } from './explain-error';

it('names the organizations to choose from, and how; none of them moves the cursor', () => {
  const error = new AppError('choose-organization', 'Several.', {
    details: { organizations: ['acme', 'labs\u001b[2J'] },
  });
  expect(explainError(error)).toEqual([
    'Several.',
    'Set it with --org NAME or BRAINTRUST_ORG_NAME. The key has access to:',
    '  acme',
    '  labs␛[2J',
  ]);
});

it('offers no choice where there is none, and no text of an unknown error but for the log line', () => {
  const none = new AppError('unknown-organization', 'None.', { details: { organizations: [] } });
  expect(explainError(none)).toEqual(['None.']);
  expect(explainError(new Error('boom'))).toHaveLength(2);
});
