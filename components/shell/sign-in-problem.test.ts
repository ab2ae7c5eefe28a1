import { describe, expect, it } from 'vitest';
import { parseSignInProblem, safeReturnPath } from './sign-in-problem';

describe('parseSignInProblem', () => {
  it('reads code, message and organizations', () => {
    expect(
      parseSignInProblem(
        JSON.stringify({
          code: 'choose-organization',
          message: 'Choose.',
          organizations: ['A', 1],
        }),
      ),
    ).toEqual({ code: 'choose-organization', message: 'Choose.', organizations: ['A'] });
  });

  it('has words for a bare code and for one that nobody knows', () => {
    expect(parseSignInProblem('CredentialsSignin').message).toMatch(/does not accept/);
    expect(parseSignInProblem('nonsense').message).toMatch(/not told/);
    expect(parseSignInProblem('{}').code).toBe('internal');
  });
});

describe('safeReturnPath', () => {
  it.each([
    ['/keys?verdict=replace', '/keys?verdict=replace'],
    ['//evil.example/x', '/'],
    ['https://evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?callbackUrl=/sign-in', '/'],
    [null, '/'],
    ['', '/'],
  ])('%s leads to %s', (from, to) => expect(safeReturnPath(from)).toBe(to));
});
