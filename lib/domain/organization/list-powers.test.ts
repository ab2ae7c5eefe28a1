import { expect, it } from 'vitest';
import { memberId } from '@/lib/domain/core';
import { pathText } from './path-text';
import { resolveAccess } from './resolve-access';
import { acl, context, group, ORG, toGroup } from './testing/builders';

it('a power on a project group is listed with its way, and the project group by its id', () => {
  const rule = acl({
    permission: 'read',
    objectType: 'project_group',
    objectId: 'pg1',
    ...toGroup('team'),
  });
  const given = context({ groups: [group('team', ['anna'])], acls: [rule] });
  const { powers, widePowers } = resolveAccess(given, ORG)(memberId('anna'));
  expect(powers.map((power) => pathText(power))).toEqual(['team → project_group pg1']);
  expect(widePowers).toEqual([]);
});
