import { describe, expect, it } from 'vitest';
import type { Audit } from '@/lib/contract';
import { changeWords, compareSettingsPage, durationOf } from './audit-words';

const audit = (change: Partial<Audit>): Audit =>
  ({
    keys: 94,
    settings_page_count: null,
    members: { total: 48, audited: 48, blocked: 0, failed: 0, pending: 0 },
    started_at: '2026-11-20T12:00:00.000Z',
    finished_at: '2026-11-20T12:00:42.000Z',
    ...change,
  }) as Audit;

describe('the count of the settings page', () => {
  it('says nothing while nobody has typed it in', () => {
    expect(compareSettingsPage(audit({}))).toBeNull();
  });

  it('agrees, or shows the difference with what may explain it', () => {
    expect(compareSettingsPage(audit({ settings_page_count: 94 }))?.difference).toBe(0);
    expect(compareSettingsPage(audit({ settings_page_count: 93 }))?.sentence).toContain(
      '1 more key than the settings page',
    );
    const hole = { total: 48, audited: 46, blocked: 2, failed: 0, pending: 0 };
    expect(
      compareSettingsPage(audit({ settings_page_count: 97, members: hole }))?.sentence,
    ).toContain('3 more keys. 2 members couldn’t be audited');
    expect(compareSettingsPage(audit({ settings_page_count: 95 }))?.sentence).toContain(
      'isn’t on the member list',
    );
    expect(
      compareSettingsPage(audit({ settings_page_count: 95, status: 'partial' }))?.sentence,
    ).toContain('This audit is partial');
  });

  it('takes a typed 0 for a count', () => {
    expect(compareSettingsPage(audit({ settings_page_count: 0, keys: 0 }))?.difference).toBe(0);
  });
});

describe('the duration of an audit', () => {
  it('lasts until now while it runs', () => {
    const now = new Date('2026-11-20T12:05:00.000Z');
    expect(durationOf(audit({}), now)).toBe('42 seconds');
    expect(durationOf(audit({ finished_at: null }), now)).toBe('5 minutes');
    expect(durationOf(audit({ started_at: null }), now)).toBeNull();
  });
});

describe('a changed field of a key', () => {
  it.each([
    [
      ['expires', 'never', '2026-12-01T08:30:00.000Z'],
      ['Expires', 'never', 'Dec 1, 2026, 08:30 UTC'],
    ],
    [
      ['created', 'unknown', '2026-03-01T12:00:00.000Z'],
      ['Created', 'unknown', 'Mar 1, 2026, 12:00 UTC'],
    ],
    [
      ['name', '2026-03-01T12:00:00.000Z', 'ci'],
      ['Name', '2026-03-01T12:00:00.000Z', 'ci'],
    ],
    [
      ['holder', 'u-1', 'u-2'],
      ['Holder ID', 'u-1', 'u-2'],
    ],
  ])('%j reads as %j', ([field = '', before = '', after = ''], words) => {
    expect(Object.values(changeWords({ field, before, after }))).toEqual(words);
  });
});
