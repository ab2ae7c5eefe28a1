import { parse } from 'csv-parse/sync';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { KeysPage } from '../pages/keys-page';

test.describe.configure({ mode: 'serial' });
test.use({ organizationName: 'decided' });

/** The number of old keys according to the table, the findings screen and the CSV. */
async function oldKeys(page: Page): Promise<{ table: number; findings: number; csv: number }> {
  const keys = new KeysPage(page);
  await keys.open('?rule=old-key');
  const { shown } = await keys.counts();
  const { text } = await keys.downloadCsv();
  const rows = parse<Record<string, string>>(text, { columns: true });
  expect(rows.every((row) => row.findings?.split('; ').includes('old-key'))).toBe(true);
  await page.goto('/findings');
  const count = await page.getByRole('link', { name: /^\d+: Old key$/ }).innerText();
  return { table: shown, findings: Number(count), csv: rows.length };
}

test('a threshold changes the table, the findings screen and the CSV the same way', async ({
  page,
  signIn,
  latchkey,
}) => {
  await latchkey.audit();
  await signIn();
  const before = await oldKeys(page);
  expect(before).toEqual({ table: before.table, findings: before.table, csv: before.table });

  await page.goto('/settings/rules');
  const group = page.getByRole('group', { name: 'Old key' });
  await group.getByLabel('High from').fill('700');
  await group.getByLabel('Medium from').fill('650');
  await group.getByLabel('Low from').fill('600');
  const preview = page.getByText(/fewer findings? in the latest audit/);
  await expect(preview).toBeVisible();
  const fewer = Number(/^(\d+)/.exec(await preview.innerText())?.[1]);
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('Settings saved as version 2')).toBeVisible();

  const after = await oldKeys(page);
  expect(after.table).toBeGreaterThan(0);
  expect(before.table - after.table).toBe(fewer);
  expect(after).toEqual({ table: after.table, findings: after.table, csv: after.table });
});

test('an owner overrules who uses a key, and takes it back within ten seconds', async ({
  page,
  signIn,
}) => {
  await signIn();
  const keys = new KeysPage(page);
  await keys.open('?q=ana-macbook');
  await keys.openFirst();
  const panel = keys.panel('ana-macbook');
  await expect(panel.getByRole('link', { name: 'Replace this key' })).toHaveCount(0);
  await panel.getByRole('button', { name: 'Set usage…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set usage of this key' });
  await dialog.getByLabel('Workload').check();
  await dialog.getByLabel('Evidence').fill('The nightly import runs on it');
  await dialog.getByRole('button', { name: 'Set usage' }).click();
  await expect(panel.getByRole('link', { name: 'Replace this key' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByRole('link', { name: 'Replace this key' })).toHaveCount(0);
});

test('an accepted risk leaves the severity until it is withdrawn', async ({ page, signIn }) => {
  await signIn();
  const keys = new KeysPage(page);
  await keys.open('?q=ana-macbook');
  await keys.openFirst();
  const panel = keys.panel('ana-macbook');
  const finding = panel
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: 'Never expires' }) });
  await finding.getByRole('button', { name: 'Accept risk…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Accept risk/ });
  await expect(dialog.getByRole('button', { name: 'Accept risk' })).toBeDisabled();
  await dialog.getByLabel('Justification').fill('Ends with the laptop in spring');
  await dialog.getByRole('button', { name: 'Accept risk' }).click();
  await expect(finding.getByText('Risk accepted', { exact: true })).toBeVisible();

  await page.goto('/settings/exceptions');
  const row = page.getByRole('row').filter({ hasText: 'Ends with the laptop in spring' });
  await expect(row.getByText('Active')).toBeVisible();
  await row.getByRole('button', { name: 'Withdraw' }).click();
  await expect(row).toHaveCount(0);
});

test('a panel names the path by which a key can do everything', async ({ page, signIn }) => {
  await signIn();
  const keys = new KeysPage(page);
  await keys.open('?q=prod-ingest-eu');
  await keys.openFirst();
  const panel = keys.panel('prod-ingest-eu');
  await panel.getByRole('tab', { name: 'Access' }).click();
  await expect(panel.getByText('Full control: can do anything in the organization')).toBeVisible();
  await expect(
    panel.getByText(/group\s*Platform leads.*group\s*Organization admins.*role\s*Owner/).first(),
  ).toBeVisible();
});
