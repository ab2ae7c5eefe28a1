import { expect, it } from 'vitest';
import { initialsOf } from './initials';

it.each([
  ['Olga Petrova', 'OP'],
  ['Ana Maria de la Cruz', 'AC'],
  ['olga.petrova@acme.com', 'OP'],
  ['ada@acme.com', 'A'],
  ['Élodie', 'É'],
  ['𝒜da Lovelace', '𝒜L'],
  ['王 小明', '王小'],
  ['@acme.com', ''],
])('%s has the initials %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
