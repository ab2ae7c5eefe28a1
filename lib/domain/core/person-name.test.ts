import { expect, it } from 'vitest';
import { personLabel, personName } from './person-name';

it('labels a person by email, or else name, or else id', () => {
  const person = { id: 'u1', email: 'a@b.c', givenName: 'Ana', familyName: null };
  expect(personLabel(person)).toBe('a@b.c');
  expect(personLabel({ ...person, email: null })).toBe('Ana');
  expect(personLabel({ ...person, email: null, givenName: '' })).toBe('u1');
  expect(personName('Ana', 'Ferreira')).toBe('Ana Ferreira');
});
