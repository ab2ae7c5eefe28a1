import { expect, it } from 'vitest';
import { MOST_ACCESS_PROJECTS } from '@/lib/contract';
import { organizationId } from '@/lib/domain/core';
import type { OrganizationContext, Power } from '@/lib/domain/organization';
import { groupPowers } from './group-powers';

const NOTHING = { read: true, value: [] } as const;
const CONTEXT: OrganizationContext = {
  groups: NOTHING,
  roles: NOTHING,
  acls: NOTHING,
  projects: NOTHING,
  serviceTokens: NOTHING,
};

it('counts the permissions on other objects beyond the limit', () => {
  const powers = Array.from({ length: MOST_ACCESS_PROJECTS + 3 }, (_, at): Power => ({
    permission: 'read',
    restrictObjectType: null,
    on: { type: 'dataset', id: `d-${at}` },
    path: [],
  }));
  const { other_objects, more_objects } = groupPowers(powers, CONTEXT, organizationId('o-1'));
  expect(other_objects).toHaveLength(MOST_ACCESS_PROJECTS);
  expect(more_objects).toBe(3);
});
