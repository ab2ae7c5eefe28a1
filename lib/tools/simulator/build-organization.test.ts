import { describe, expect, test } from 'vitest';
import { buildOrganization, type OrganizationData } from '.';
import { Directory } from './directory';
import { NOW } from './testing/client';

const acme = buildOrganization({ now: NOW });

describe('the organization of 48', () => {
  test('is the same for the same seed and now, another for another seed', () => {
    expect(buildOrganization({ now: NOW })).toEqual(acme);
    expect(buildOrganization({ now: NOW, seed: 2 }).id).not.toBe(acme.id);
  });

  test('has 48 members and 94 keys, of whom many hold none and one holds seven', () => {
    const counts = acme.members.map((member) => keysOf(acme, member.id).length);
    expect(counts).toHaveLength(48);
    expect(acme.keys).toHaveLength(94);
    expect(counts.filter((count) => count === 0).length).toBeGreaterThanOrEqual(10);
    expect(Math.max(...counts)).toBe(7);
  });

  test('gives every record an id of its own, in UUID form', () => {
    const ids = [acme.members, acme.keys, acme.groups, acme.roles, acme.acls, acme.projects]
      .flat()
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  test('holds the messes of a real company', () => {
    const names = acme.keys.map(({ name }) => name);
    expect(names.filter((name) => name === 'langsmith-export')).toHaveLength(3);
    expect(names.filter((name) => name === 'voice-agent-ingest')).toHaveLength(3);
    const leaverKeys = acme.leaverIds.flatMap((id) => keysOf(acme, id).map(({ name }) => name));
    expect(leaverKeys).toContain('prod-ingest');
    const ci = acme.members.find(({ email }) => email === 'ci@acme.example');
    expect(keysOf(acme, ci?.id).length).toBeGreaterThan(2);
    expect(names).toEqual(expect.arrayContaining(['本番サーバー', 'clé de déploiement', 'asdf']));
    expect(acme.keys.filter(({ org_id }) => org_id === null)).toHaveLength(3);
    const ages = acme.keys.map(({ created }) => NOW.getTime() - Date.parse(created ?? ''));
    expect(Math.max(...ages) / 86_400_000).toBeGreaterThan(730);
  });

  test('has expired keys, keys about to expire, and most that never do', () => {
    const days = acme.keys
      .flatMap(({ expires_at }) => (expires_at === null ? [] : [Date.parse(expires_at)]))
      .map((at) => Math.round((at - NOW.getTime()) / 86_400_000));
    expect(days.filter((day) => day < 0)).toHaveLength(2);
    expect(days).toEqual(expect.arrayContaining([5, 25]));
    expect(days.length).toBeLessThan(20);
  });

  test('has owners by ACL and through nested groups, and none by a group’s name', () => {
    const { power } = new Directory([acme]).current;
    const owners = acme.members.filter(({ id }) => power.get(acme.id)?.owners.has(id));
    expect(owners.map(({ given_name }) => given_name).sort()).toEqual(['Ana', 'Daniel', 'Emeka']);
    const inName = acme.groups.find(({ name }) => name === 'Owners');
    expect(inName?.member_users).toHaveLength(1);
  });
});

describe('other sizes', () => {
  test.each([0, 1, 7, 200])('%i members are that many', (members) => {
    expect(buildOrganization({ now: NOW, members }).members).toHaveLength(members);
  });

  test('10,000 keep the habits: about two keys each, every address once', () => {
    const large = buildOrganization({ now: NOW, members: 10_000 });
    expect(large.members).toHaveLength(10_000);
    expect(new Set(large.members.map(({ email }) => email)).size).toBe(10_000);
    expect(large.keys.length / large.members.length).toBeCloseTo(1.96, 1);
    expect(new Set(large.keys.map(({ id }) => id)).size).toBe(large.keys.length);
  });

  test('plans other than Enterprise have no custom roles', () => {
    const starter = buildOrganization({ now: NOW, plan: 'starter' });
    expect(starter.roles.every(({ org_id }) => org_id === null)).toBe(true);
    expect(starter.acls.every(({ role_id }) => role_id !== '')).toBe(true);
  });
});

function keysOf({ keys }: OrganizationData, userId: string | undefined) {
  return keys.filter(({ user_id }) => user_id === userId);
}
