import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownPath, safeReturnPath } from './return-path';

const SITE = 'https://keys.example.com';

describe('safeReturnPath', () => {
  it.each([
    ['/keys?verdict=replace', '/keys?verdict=replace'],
    ['/keys?q=%2F%2Fx#a', '/keys?q=%2F%2Fx#a'],
    ['/keys/../members', '/members'],
    ['/apiary', '/apiary'],
    ['/sign-in?callbackUrl=/sign-in', '/'],
    ['/x/../sign-in', '/'],
    ['/api/v1/audits/x/export', '/'],
    ['/api', '/'],
    [null, '/'],
    [undefined, '/'],
    ['', '/'],
    ['keys', '/'],
  ])('%s leads to %s', (from, to) => expect(safeReturnPath(from)).toBe(to));

  it.each([
    '//evil.example/x',
    '///evil.example/x',
    '/.//evil.example/x',
    '/./\\evil.example/x',
    '/%2e//evil.example/x',
    '/%2E/%2e//evil.example/x',
    '/x/..//evil.example/x',
    '/x/%2e%2e//evil.example/x',
    '/x/..\\\\evil.example/x',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.\r//evil.example',
    ' //evil.example',
    'https://evil.example/',
    'https:evil.example',
    'http://latchkey.invalid//evil.example',
    'http://latchkey.invalid/.//evil.example',
    '//latchkey.invalid//evil.example',
    '//user:pass@latchkey.invalid//evil.example',
    '//user@latchkey.invalid/keys',
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
  ])('%j stays at the overview', (from) => expect(safeReturnPath(from)).toBe('/'));

  it('keeps a browser on this site, whatever it is given', () => {
    const part = fc.constantFrom(
      ...[
        '/',
        '//',
        '\\',
        '.',
        '..',
        '%2e',
        '%2F',
        '%5c',
        '\t',
        '\n',
        '\r',
        ' ',
        '@',
        ':',
        '?',
        '#',
      ],
      ...[
        'evil.example',
        'latchkey.invalid',
        'http:',
        'javascript:',
        'x',
        '\u0000',
        '。',
        '／',
        '%',
      ],
    );
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    const any = fc.oneof(
      text,
      text.map((rest) => `/${rest}`),
      fc.string(),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(any, (path) => {
        // `expect` would be slower than the check itself.
        const target = safeReturnPath(path);
        const stays = new URL(target, SITE).origin === SITE && /^\/(?![/\\])/.test(target);
        return stays && ownPath(target) === target;
      }),
      { numRuns: 5000 },
    );
  });
});
