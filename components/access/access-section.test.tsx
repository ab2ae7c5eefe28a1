import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Access } from '@/lib/contract';
import { accessQuery } from '@/lib/client';
import { AccessSection } from './access-section';

const ACCESS: Access = {
  holder_id: 'u-1',
  level: 'some-projects',
  at_least: 'some-projects',
  unread: [],
  grants_itself: false,
  every_project: false,
  projects_reached: 1,
  projects_total: 9,
  groups: [],
  organization_powers: [],
  every_project_powers: [],
  reached: [],
  projects: [],
  more_projects: 0,
  other_objects: [],
  more_objects: 0,
  assumption: '',
};

function show(access: Partial<Access>) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(accessQuery('a-1', 'u-1').queryKey, { ...ACCESS, ...access });
  render(
    <QueryClientProvider client={client}>
      <AccessSection auditId="a-1" holderId="u-1" title="Effective access" />
    </QueryClientProvider>,
  );
}

it('names permissions and types of objects in words', () => {
  show({
    other_objects: [
      {
        permission: 'update_acls',
        restrict_object_type: 'org_audit_logs',
        object_type: 'prompt_session',
        object_id: 's-1',
        path: [],
      },
    ],
  });
  expect(screen.getByText('manage access').parentElement?.textContent).toBe(
    'manage access (audit logs only)',
  );
  expect(screen.getByText('s-1').parentElement?.textContent).toBe('on playground s-1');
});

it('says how many projects and other permissions are left out', () => {
  show({ more_projects: 1, more_objects: 1200 });
  expect(screen.getByText('1 more project not shown')).toBeDefined();
  expect(screen.getByText('1,200 more permissions on other objects not shown')).toBeDefined();
});

it('says nothing of that if nothing is left out', () => {
  show({});
  expect(screen.queryByText(/not shown/)).toBeNull();
});

it('says why grants on every project give no access yet', () => {
  show({ level: 'some-projects', every_project: true, projects_reached: 0, projects_total: 0 });
  expect(
    screen.getByText(
      'No access yet. The grants cover every project, but the organization has no projects.',
    ),
  ).toBeDefined();
});
