import { expect, it } from 'vitest';
import { reasonOf, recommendation } from './recommendation';

it('the reason of a recommendation is what follows the action', () => {
  expect(recommendation('Revoke', 'the key has expired')).toBe('Revoke: the key has expired.');
  expect(reasonOf('Revoke: the key has expired.')).toBe('The key has expired');
});

it('a colon in a name doesn’t cut the reason', () => {
  const sentence = recommendation('Replace', 'used by a workload (the name says “ci: prod”)');
  expect(reasonOf(sentence)).toBe('Used by a workload (the name says “ci: prod”)');
});

it('a sentence without a reason stays whole', () => {
  expect(reasonOf('Ask the holder, because the usage is unknown.')).toBe(
    'Ask the holder, because the usage is unknown',
  );
});
