import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportFileName } from './report-file-name';

const nameFor = (organization: string) =>
  reportFileName({
    organization,
    view: 'keys',
    date: new Date('2026-11-20T23:59:59.999Z'),
    audited: 46,
    total: 48,
    extension: 'csv',
  });

describe('the file name says organization, view, date and coverage', () => {
  test.each([
    ['acme', 'latchkey-acme-keys-2026-11-20-46-of-48-members.csv'],
    ['Acme Widgets, Inc.', 'latchkey-acme-widgets-inc-keys-2026-11-20-46-of-48-members.csv'],
    ['Société Générale', 'latchkey-societe-generale-keys-2026-11-20-46-of-48-members.csv'],
    ['../../etc/passwd', 'latchkey-etc-passwd-keys-2026-11-20-46-of-48-members.csv'],
    ['a"\r\nSet-Cookie: x', 'latchkey-a-set-cookie-x-keys-2026-11-20-46-of-48-members.csv'],
    ['株式会社', 'latchkey-organization-keys-2026-11-20-46-of-48-members.csv'],
    ['', 'latchkey-organization-keys-2026-11-20-46-of-48-members.csv'],
  ])('%j', (organization, expected) => {
    expect(nameFor(organization)).toBe(expected);
  });

  test('is safe in a header and on a disk, whatever the organization is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (organization) => {
        expect(nameFor(organization)).toMatch(
          /^latchkey-[a-z0-9]+(-[a-z0-9]+)*-keys-2026-11-20-46-of-48-members\.csv$/,
        );
        expect(nameFor(organization).length).toBeLessThanOrEqual(120);
      }),
    );
  });
});
