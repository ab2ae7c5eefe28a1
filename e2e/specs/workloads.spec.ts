import { addKey } from '@/lib/tools/simulator';
import { expect, test } from '../fixtures';
import { ReplacementPage } from '../pages/replacement-page';
import { Shell } from '../pages/shell';
import { WorkloadsPage } from '../pages/workloads-page';

test.describe.configure({ mode: 'serial' });
test.use({ organizationName: 'programs' });

test('the keys of one program are one row, and one plan replaces them all', async ({
  page,
  signIn,
  latchkey,
}) => {
  const { organization } = latchkey.simulator;
  for (const email of ['ben.okafor@', 'olena.kovalenko@', 'tomas.silva@']) {
    const holder = organization.members.find((member) => member.email?.startsWith(email));
    if (holder === undefined) throw new Error(`There is no ${email}`);
    addKey(organization, { user_id: holder.id, name: 'dagster-loader' });
  }
  await latchkey.audit();
  await signIn();
  await page.goto('/');
  await new Shell(page).go('Workloads');

  const workloads = new WorkloadsPage(page);
  const row = workloads.rows.filter({ hasText: 'dagster loader' });
  await expect(row).toHaveCount(1);
  const panel = await workloads.openPanel('dagster loader');
  await expect(panel.getByRole('link', { name: 'dagster-loader' })).toHaveCount(3);
  await panel.getByRole('link', { name: 'Replace all 3 keys' }).click();

  const plan = new ReplacementPage(page);
  await plan.chooseProject('Support assistant');
  await plan.begin();
  await workloads.open();
  await expect(row).toContainText('Not started');
  await workloads.openPanel('dagster loader');
  await expect(panel.getByText('A plan contains every key to replace.')).toBeVisible();
});

test('a search and a filter narrow the workloads and their file alike', async ({
  page,
  signIn,
}) => {
  await signIn();
  const workloads = new WorkloadsPage(page);
  await workloads.open('?q=dagster');
  await expect(workloads.rows).toHaveCount(1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^latchkey-programs-workloads-.*\.csv$/);
});

test('keys of different programs get a plan each, with one click', async ({
  page,
  signIn,
  latchkey: { simulator },
}) => {
  const ids = ['terraform', 'grafana'].map(
    (name) => simulator.organization.keys.find((key) => key.name === name)?.id,
  );
  await signIn();
  await page.goto(`/replacements/new?key=${ids.join(',')}`);
  await expect(page.getByText(/^These 2 keys are used by 2 programs/)).toBeVisible();
  await page.getByRole('button', { name: 'Create 2 plans' }).click();
  await expect(page.getByText('2 plans created')).toBeVisible();
  for (const title of ['Replace terraform', 'Replace grafana'])
    await expect(page.getByRole('link', { name: title })).toBeVisible();
  await page.getByRole('link', { name: 'View plans' }).click();
  await expect(page.getByRole('link', { name: 'Replace grafana' })).toBeVisible();
});
