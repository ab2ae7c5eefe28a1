import { expect, it } from 'vitest';
import { buildOrganization } from '@/lib/tools/simulator/build-organization';
import { keyNamed } from './past';

const NOW = new Date('2026-11-20T18:00:00.000Z');

it('finds the key of Acme where a larger organization has others of its name', () => {
  const holderIn = (size: number) => {
    const organization = buildOrganization({ members: size, now: NOW });
    const { user_id } = keyNamed(organization, 'grafana');
    return organization.members.find(({ id }) => id === user_id)?.email;
  };
  expect(holderIn(48)).toBe('kwame.mensah@acme.example');
  expect(holderIn(1200)).toBe('kwame.mensah@acme.example');
});
