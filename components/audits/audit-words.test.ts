import { describe, expect, it } from 'vitest';
import type { Audit } from '@/lib/contract';
import { auditDate, compareSettingsPage, durationOf } from './audit-words';

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

describe('times of an audit', () => {
  it('are said in UTC', () => {
    expect(auditDate('2026-11-20T23:59:59.000Z')).toBe('Nov 20, 2026, 23:59 UTC');
  });
  it('last until now while it runs', () => {
    const now = new Date('2026-11-20T12:05:00.000Z');
    expect(durationOf(audit({}), now)).toBe('42 seconds');
    expect(durationOf(audit({ finished_at: null }), now)).toBe('5 minutes');
    expect(durationOf(audit({ started_at: null }), now)).toBeNull();
  });
});
