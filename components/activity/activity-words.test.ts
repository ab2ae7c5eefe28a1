import { describe, expect, it } from 'vitest';
import type { ActivityRow } from '@/lib/contract';
import { DEFAULT_SETTINGS } from '@/lib/domain/policy';
import { ACTIVITY_ACTIONS, type ActivityAction } from '@/lib/domain/core';
import { ACTION_SENTENCES } from './activity-words';

const tell = (action: ActivityAction, details: ActivityRow['details']) =>
  ACTION_SENTENCES[action](details, { 'never-expires': 'Never expires' });

describe('sentences of the activity log', () => {
  it.each(ACTIVITY_ACTIONS)('%s is told even where details are missing', (action) => {
    expect(tell(action, {})).toMatch(/^[a-z]/);
    expect(tell(action, {})).not.toMatch(/undefined|null|NaN/);
  });

  it('tell an audit that stopped from one that finished', () => {
    const details = { audited: 3, members: 48, keys: 9 };
    expect(tell('audit-finished', { ...details, status: 'partial' })).toBe(
      'finished a partial audit: 9 keys, 3 of 48 members audited',
    );
    const many = { ...details, audited: 1200, members: 1200 };
    expect(tell('audit-finished', many)).toContain('1,200 of 1,200 members');
    expect(tell('audit-finished', { ...details, status: 'failed' })).toContain('stopped');
  });

  it('name the audit that retention deleted, or their number in entries of older versions', () => {
    const details = { audits: 1, retention_days: 400 };
    const audit = { ...details, audit_created_at: '2026-03-01T12:00:00.000Z' };
    expect(tell('retention-applied', audit)).toBe(
      'deleted the audit of Mar 1, 2026, 12:00 UTC, because it was older than 400 days',
    );
    expect(tell('retention-applied', { ...details, audits: 3 })).toBe(
      'deleted 3 audits older than 400 days',
    );
  });

  it('count service accounts apart from members, and say who was only tried', () => {
    const action = 'members-impersonated';
    expect(tell(action, { members: 51, service_accounts: 3, refused: 0 })).toBe(
      'impersonated 48 members and 3 service accounts to list their keys',
    );
    expect(tell(action, { members: 51, service_accounts: 0, refused: 2 })).toBe(
      'tried to impersonate 51 members to list their keys; 49 audited',
    );
    expect(tell(action, { members: 51, refused: 0 })).toContain('51 members or service accounts');
  });

  it('say that an export was filtered, and name what was exported', () => {
    expect(tell('exported', { view: 'keys', format: 'csv', filtered: true })).toBe(
      'exported keys as CSV, filtered',
    );
    expect(tell('exported', { view: 'service-tokens', format: 'json' })).toBe(
      'exported service tokens as JSON',
    );
  });

  it('name a rule by its title, or by its id if it no longer exists', () => {
    const details = { subject: 'ci-deploy', reason: 'until the migration' };
    expect(tell('exceptions-added', { ...details, rule: 'never-expires' })).toBe(
      'accepted the risk of “Never expires” on ci-deploy: until the migration',
    );
    expect(tell('exceptions-withdrawn', { ...details, rule: 'old-rule' })).toBe(
      'withdrew the accepted risk of “old-rule” on ci-deploy',
    );
  });

  it('name every rule setting in words', () => {
    const { version, ...settings } = DEFAULT_SETTINGS;
    expect(tell('rule-settings-changed', { version, changed: 'oldKeyDays, domains' })).toBe(
      'changed the rule settings to version 1: thresholds for old keys, company email domains',
    );
    const all = tell('rule-settings-changed', { changed: Object.keys(settings).join(', ') });
    expect(all).not.toMatch(/[a-z][A-Z]/);
  });

  it('say why a sign-in was refused, and never with a code', () => {
    expect(tell('sign-in-failed', { reason: 'upstream-timeout' })).toBe(
      'couldn’t sign in: Braintrust took too long to respond',
    );
    expect(tell('sign-in-failed', { reason: 'storage-full' })).toBe('couldn’t sign in');
  });
});
