import { expect, it } from 'vitest';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { withFollowUps } from './with-follow-ups';

const audit = (id: string, parent_id: string | null = null) => ({ ...AUDIT, id, parent_id });
const shown = (...audits: ReturnType<typeof audit>[]) =>
  withFollowUps(audits).map((one) => (one.isBelow ? `- ${one.audit.id}` : one.audit.id));

it('puts follow-ups below the audit that they follow up, also those of a follow-up', () => {
  expect(
    shown(audit('d'), audit('c', 'b'), audit('b', 'a'), audit('failed'), audit('a'), audit('old')),
  ).toEqual(['d', 'failed', 'a', '- c', '- b', 'old']);
});

it('a follow-up whose audit isn’t loaded yet keeps its place', () => {
  expect(shown(audit('c', 'b'), audit('b', 'a'))).toEqual(['b', '- c']);
});
