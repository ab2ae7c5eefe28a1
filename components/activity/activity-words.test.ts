import { describe, expect, it } from 'vitest';
import { ACTIVITY_ACTIONS } from '@/lib/domain/core';
import { ACTION_SENTENCES } from './activity-words';

describe('sentences of the activity log', () => {
  it.each(ACTIVITY_ACTIONS)('%s is told even where details are missing', (action) => {
    expect(ACTION_SENTENCES[action]({})).toMatch(/^[a-z]/);
    expect(ACTION_SENTENCES[action]({})).not.toMatch(/undefined|null|NaN/);
  });

  it('tell an audit that stopped from one that finished', () => {
    const details = { audited: 3, members: 48, keys: 9 };
    expect(ACTION_SENTENCES['audit-finished']({ ...details, status: 'partial' })).toBe(
      'finished a partial audit: 9 keys, 3 of 48 members audited',
    );
    expect(ACTION_SENTENCES['audit-finished']({ ...details, status: 'failed' })).toContain(
      'stopped',
    );
  });

  it('name the audit that retention deleted, or their number in entries of older versions', () => {
    const sentence = ACTION_SENTENCES['retention-applied'];
    const details = { audits: 1, retention_days: 400 };
    expect(sentence({ ...details, audit_created_at: '2026-03-01T12:00:00.000Z' })).toBe(
      'deleted the audit of Mar 1, 2026, 12:00 UTC, because it was older than 400 days',
    );
    expect(sentence({ ...details, audits: 3 })).toBe('deleted 3 audits older than 400 days');
  });

  it('count service accounts apart from members, and say who was only tried', () => {
    const tell = ACTION_SENTENCES['members-impersonated'];
    expect(tell({ members: 51, service_accounts: 3, refused: 0 })).toBe(
      'impersonated 48 members and 3 service accounts to list their keys',
    );
    expect(tell({ members: 51, service_accounts: 0, refused: 2 })).toBe(
      'tried to impersonate 51 members to list their keys; 49 audited',
    );
    expect(tell({ members: 51, refused: 0 })).toContain('51 members or service accounts');
  });

  it('say that an export was filtered', () => {
    expect(ACTION_SENTENCES.exported({ view: 'keys', format: 'csv', filtered: true })).toBe(
      'exported keys as CSV, filtered',
    );
  });
});
