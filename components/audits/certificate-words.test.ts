import { describe, expect, it } from 'vitest';
import type { Audit } from '@/lib/contract';
import {
  askedHere,
  keyListWords,
  listEndWords,
  proofWords,
  rosterWords,
} from './certificate-words';

const audit = (change: Partial<Audit>): Audit =>
  ({
    status: 'complete',
    reason: null,
    parent_id: null,
    strategy: 'token',
    members: { total: 48, audited: 48, blocked: 0, failed: 0, pending: 0 },
    started_at: '2026-11-20T12:00:00.000Z',
    finished_at: '2026-11-20T12:00:42.000Z',
    ...change,
  }) as Audit;

const AGAIN = 'Listed at the start and again after the last member';

describe('rosterWords', () => {
  it('claims a second listing only where there was one', () => {
    expect(rosterWords(audit({}))).toBe(AGAIN);
    expect(rosterWords(audit({ status: 'partial', reason: 'members-missing' }))).toBe(AGAIN);
    expect(rosterWords(audit({ status: 'partial', reason: 'not-confirmed' }))).toBe(AGAIN);
  });

  it.each([
    { status: 'partial', reason: 'roster-unreadable' },
    { status: 'failed', reason: 'credential-gone' },
    { status: 'cancelled', reason: 'cancelled' },
  ] as const)('claims none where there was none: $status, $reason', (ended) => {
    for (const parent_id of [null, 'parent']) {
      const words = rosterWords(audit({ ...ended, parent_id }));
      expect(words).not.toContain('again after');
      expect(words).toMatch(/couldn’t be listed after|read a second time is unknown/);
    }
  });

  it('shows that a follow-up carried over its member list', () => {
    const words = rosterWords(audit({ parent_id: 'parent' }));
    expect(words).toContain('Carried over from the previous audit');
    expect(words).not.toContain('Listed at the start');
  });

  it('claims no listing of an audit that ended before it', () => {
    const members = { total: 0, audited: 0, blocked: 0, failed: 0, pending: 0 };
    expect(rosterWords(audit({ status: 'failed', members }))).toBe(
      'Not listed. The audit ended first.',
    );
    expect(rosterWords(audit({ status: 'queued', members, finished_at: null }))).toBe(
      'Not listed yet',
    );
  });
});

describe('proofWords', () => {
  it('speaks for this run alone in a follow-up', () => {
    expect(proofWords(audit({}))).toMatch(/^Each key list was fetched with a token/);
    expect(proofWords(audit({ parent_id: 'parent' }))).toMatch(
      / This applies to members audited in this follow-up audit\.$/,
    );
    expect(proofWords(audit({ strategy: null }))).toBeNull();
  });
});

describe('keyListWords', () => {
  it('says in words how key lists were checked', () => {
    const words = (change: Partial<Audit>) => keyListWords(audit({ confirmed: true, ...change }));
    expect(words({ key_lists: 'own-key-listed' })).toMatch(/^Confirmed\./);
    expect(words({ key_lists: 'no-own-key', caller: 'service-token' })).toContain(
      'Service tokens don’t appear in members’ key lists',
    );
    expect(words({ key_lists: 'no-own-key', caller: null })).toContain('doesn’t say whose key');
    expect(words({ key_lists: null })).toBe('Not checked in this audit');
  });

  it.each(['own-key-missing', 'own-key-unread', 'own-list-differs', 'all-empty'] as const)(
    'a doubt says that no key is marked as no longer listed: %s',
    (key_lists) => {
      const words = keyListWords(audit({ key_lists, confirmed: false }));
      expect(words).toMatch(/^Couldn’t be confirmed\. .* No key is marked as no longer listed\.$/);
    },
  );

  it('an organization-wide list that was not confirmed is one, whatever the own key says', () => {
    for (const key_lists of ['own-key-listed', null] as const) {
      expect(keyListWords(audit({ key_lists, confirmed: false }))).toContain('organization-wide');
    }
  });
});

describe('askedHere', () => {
  const row = (audited_at: string | null) => ({ audited_at });
  it('leaves out who was asked before this audit began, and who was not asked', () => {
    const here = row('2026-11-20T12:00:00.500Z');
    const rows = [here, row('2026-11-19T09:00:00.000Z'), row(null)];
    expect(askedHere(audit({}), rows)).toEqual({ rows: [here], mayBeMore: false });
    expect(askedHere(audit({}), [here]).mayBeMore).toBe(true);
    expect(askedHere(audit({ started_at: null }), [here]).rows).toEqual([]);
  });
});

describe('listEndWords', () => {
  it('says how far key lists were read, and nothing where that was not noted', () => {
    expect(listEndWords(audit({ lists_ended_early: 0 }))).toContain(
      'until Braintrust returned no more',
    );
    expect(listEndWords(audit({ lists_ended_early: 1 }))).toContain('1 key list ended at a short');
    expect(listEndWords(audit({ lists_ended_early: 7 }))).toContain('7 key lists ended at a short');
    expect(listEndWords(audit({ lists_ended_early: null }))).toBeNull();
    expect(listEndWords(audit({ lists_ended_early: 0, finished_at: null }))).toBeNull();
  });
});
