import { describe, expect, it } from 'vitest';
import { parseSignInProblem, signInProblemOfUrl } from './sign-in-problem';

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
    expect(parseSignInProblem('CredentialsSignin').message).toMatch(/rejected this key/);
    expect(parseSignInProblem('nonsense').message).toMatch(/no reason/);
    expect(parseSignInProblem('{}').code).toBe('internal');
    for (const broken of ['{x}', '{"code":', 'null', 'constructor']) {
      expect(parseSignInProblem(broken).message, broken).toMatch(/no reason/);
    }
  });
});

describe('signInProblemOfUrl', () => {
  it('has words of our own for the codes that we know', () => {
    expect(signInProblemOfUrl('not-signed-in')?.message).toMatch(/session has ended/);
    expect(signInProblemOfUrl('not-an-owner')?.organizations).toEqual([]);
  });

  it.each([
    null,
    '',
    '{x}',
    '{',
    '{"code":"x","message":"Call 555 0100"}',
    '{"code":"not-signed-in","message":"Call 555 0100"}',
    'Call 555 0100',
    'constructor',
    '__proto__',
  ])('shows nothing for %s', (code) => expect(signInProblemOfUrl(code)).toBeNull());
});
