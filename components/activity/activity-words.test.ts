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
      'had an audit finish: 9 keys, 3 of 48 members audited',
    );
    expect(ACTION_SENTENCES['audit-finished']({ ...details, status: 'failed' })).toContain(
      'stopped',
    );
  });

  it('say that an export was filtered', () => {
    expect(ACTION_SENTENCES.exported({ view: 'keys', format: 'csv', filtered: true })).toBe(
      'exported keys as CSV, filtered',
    );
  });
});
