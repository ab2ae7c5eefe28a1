import { screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Audit, NextStep } from '@/lib/contract';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { DoFirst } from './do-first';

const AUDIT = { id: 'audit-1' } as Audit;

function show(steps: readonly NextStep[]) {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ objects: steps })));
  renderInShell(<DoFirst audit={AUDIT} />);
}

it('gives each step a button that leads to exactly what it counts', async () => {
  show([
    {
      kind: 'replace-workload',
      workload_id: 'airflow',
      workload_name: 'airflow',
      key_ids: ['k-1', 'k-2'],
      holders: 2,
      access: 'owner',
      keys_with_access: 1,
      severity: 'critical',
    },
    {
      kind: 'continue-plan',
      replacement_id: 'r-1',
      workload_name: 'datadog export',
      keys: 1,
      access: 'owner',
      keys_with_access: 1,
      severity: 'critical',
      next: 'Revoke the old key',
      reopened: true,
    },
    {
      kind: 'revoke-keys',
      keys: 3,
      reasons: { expired: 2, superseded: 0, former_member: 1 },
    },
    { kind: 'restrict-service-tokens', service_tokens: 2 },
    { kind: 'ask-holders', keys: 18, holders: 14 },
    { kind: 'wait-for-holders', plans: 2 },
  ]);
  const steps = await screen.findAllByRole('listitem');
  expect(
    steps.map((step) => {
      const link = within(step).getByRole('link');
      return [step.querySelector('p')?.textContent, link.textContent, link.getAttribute('href')];
    }),
  ).toEqual([
    ['Replace 2 keys of “airflow”', 'Replace 2 keys', '/replacements/new?key=k-1,k-2'],
    ['Continue replacing 1 key of “datadog export”', 'Continue plan', '/replacements/r-1'],
    ['Revoke 3 keys', 'View 3 keys', '/keys?verdict=revoke'],
    [
      'Restrict 2 service tokens',
      'View 2 tokens',
      '/service-tokens?rule=service-token-with-owner-power',
    ],
    ['Ask 14 holders about 18 keys', 'View 18 keys', '/keys?verdict=ask-holder'],
    ['2 plans wait for replies', 'View waiting plans', '/replacements?stage=waiting-for-holder'],
  ]);
  expect(
    screen.getByText(
      'If leaked, 1 of 2 keys gives away full control of the organization. Held by 2 members.',
    ),
  ).toBeDefined();
  expect(
    screen.getByText(/^A leak gives away full control of the organization\. Re/),
  ).toBeDefined();
  expect(screen.getByText('2 expired, 1 held by a former member.')).toBeDefined();
  expect(screen.getByText(/Reopened\. Next: Revoke the old key\./)).toBeDefined();
});

it('says so if there is nothing to do', async () => {
  show([]);
  expect(await screen.findByText(/^Nothing to do first/)).toBeDefined();
});
