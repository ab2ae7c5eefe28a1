import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import {
  addKey,
  addToGroup,
  createGroup,
  createServiceAccount,
  createServiceToken,
  removeKey,
  type Simulator,
} from '@/lib/simulator';
import { expect, test, type Latchkey } from '../fixtures';
import { KeysPage } from '../pages/keys-page';
import { ReplacementPage } from '../pages/replacement-page';

test.describe.configure({ mode: 'serial' });
test.use({ organizationName: 'replaced' });
test.setTimeout(180_000);

const KEY = 'ci-github-actions-replaced';
const GRANT = { permissions: ['update'], restrictObjectType: 'project_log' };

test('a CI key goes from flag to gone, each step seen by a check', async ({
  page,
  signIn,
  latchkey,
}) => {
  const { simulator } = latchkey;
  const project = seed(simulator, [KEY]);
  await latchkey.audit();
  await signIn();
  const plan = new ReplacementPage(page);
  await startFromKey(page, KEY, project);

  await plan.at(/Find out who/);
  await page.getByRole('button', { name: 'I have sent it' }).click();
  await expect(page.getByText('Waiting for holder')).toBeVisible();
  await plan.markAsDone.click();
  await plan.at(/Choose projects/);
  await plan.markAsDone.click();

  await plan.at(/permission group/);
  const group = await plan.toCopy('Name of the group');
  await plan.checkNow.click();
  await expect(plan.current.getByText('Not seen.')).toBeVisible({ timeout: 30_000 });
  createGroup(simulator.organization, { name: group, grants: [{ project, ...GRANT }] });
  await plan.checkNow.click();
  await plan.at(/service account and its token/);
  createServiceAccount(simulator.organization, { name: group, groups: [group] });
  createServiceToken(simulator.organization, { name: group, account: group });
  await plan.checkNow.click();

  await plan.at(/Swap the secret/);
  await page.getByRole('tab', { name: 'GitHub Actions' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('BRAINTRUST_API_KEY');
  await plan.markAsDone.click();

  await plan.at(/Revoke the old key/);
  await plan.markAsDone.click();
  await plan.at(/Check that the key is gone/);
  await plan.checkNow.click();
  await plan.at(/Revoke the old key/);
  await expect(page.getByText('To revoke')).toBeVisible();
  removeKey(simulator.organization, idOf(simulator, KEY));
  await plan.markAsDone.click();
  await plan.at(/Check that the key is gone/);
  await plan.checkNow.click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(plan.current).toHaveCount(0);
});

test('the board, the CSV and the activity tell the same', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/replacements');
  const done = page.getByRole('region', { name: 'Done', exact: true });
  await expect(done.getByRole('link', { name: KEY })).toBeVisible();
  await expect(page.getByText(/^1 of \d+ keys to replace is replaced\./)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  const rows = parse<Record<string, string>>(csv, { columns: true });
  expect(rows).toHaveLength(1);
  expect(Object.values(rows[0] ?? {})).toEqual(expect.arrayContaining([KEY, 'done', 'gone']));
  await page.goto('/activity');
  const main = page.getByRole('main');
  for (const told of [/planned “/, /seen by an audit/, /opened again/]) {
    await expect(main.getByText(told).first()).toBeVisible();
  }
});

test('a token wider than planned is caught, and said', async ({ page, signIn, latchkey }) => {
  const { simulator } = latchkey;
  const name = 'ci-nightly-wider';
  const project = seed(simulator, [name]);
  await latchkey.audit();
  await signIn();
  const plan = new ReplacementPage(page);
  await startFromKey(page, name, project);
  await plan.markAsDone.click();
  await plan.at(/Choose projects/);
  await plan.markAsDone.click();
  await plan.at(/permission group/);
  const group = await plan.toCopy('Name of the group');
  createGroup(simulator.organization, {
    name: group,
    grants: [
      { project, ...GRANT },
      { project, permissions: ['delete'] },
    ],
  });
  await plan.checkNow.click();
  const results = page.getByRole('list', { name: 'Results of the last check' });
  await expect(results).toContainText('Wider than planned', { timeout: 30_000 });
  await expect(results).toContainText('delete');
  await expect(plan.markAsDone).toHaveCount(0);
});

test('whoever saves second is told, and loses nothing', async ({ page, signIn, context }) => {
  await signIn();
  await page.goto('/replacements?q=wider');
  await page.getByRole('link', { name: 'ci-nightly-wider' }).click();
  await page.getByRole('button', { name: 'Edit plan' }).click();
  const notes = page.getByRole('textbox', { name: 'Notes for whoever goes on with this' });
  await notes.fill('mine');
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('textbox', { name: 'Title' }).fill('Theirs');
  await other.getByRole('button', { name: 'Save the plan' }).click();
  await expect(other.getByRole('heading', { level: 1, name: 'Theirs' })).toBeVisible();
  await page.getByRole('button', { name: 'Save the plan' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'the title' })).toBeVisible();
  await page.getByRole('button', { name: 'Load theirs, keep what I typed' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Theirs');
  await expect(notes).toHaveValue('mine');
  await page.getByRole('button', { name: 'Save the plan' }).click();
  await expect(page.getByRole('button', { name: 'Edit plan' })).toBeVisible();
});

/** Keys of one member who may read and update one project; the project's name. */
function seed({ organization }: Simulator, names: readonly string[]): string {
  const owners = new Set(organization.groups.flatMap(({ member_users }) => member_users));
  const holder =
    organization.members.find(({ id }) => !owners.has(id)) ?? organization.members.at(-1);
  const project = organization.projects.find(({ deleted_at }) => deleted_at === null);
  if (holder === undefined || project === undefined) throw new Error('an empty organization');
  const group = `Ingesters of ${names.join()}`;
  createGroup(organization, {
    name: group,
    grants: [{ project: project.id, permissions: ['read', 'update'] }],
  });
  addToGroup(organization, { group, account: holder.id });
  for (const name of names) addKey(organization, { name, user_id: holder.id });
  return project.name;
}

function idOf({ organization }: Latchkey['simulator'], name: string): string {
  const key = organization.keys.find((one) => one.name === name);
  if (key === undefined) throw new Error(`no key ${name}`);
  return key.id;
}

/** From the table to a started plan that may write logs of that one project. */
async function startFromKey(page: Page, name: string, project: string): Promise<void> {
  const keys = new KeysPage(page);
  const plan = new ReplacementPage(page);
  await keys.open(`?q=${name}`);
  await keys.openFirst();
  await keys.panel(name).getByRole('link', { name: 'Replace this key' }).click();
  await plan.start.waitFor();
  const suggested = page.getByRole('button', { name: /^Take .* out$/ });
  while ((await suggested.count()) > 0) await suggested.first().click();
  await page
    .getByRole('searchbox', { name: 'Add a project that the holder reaches' })
    .fill(project);
  await page.getByRole('button', { name: `Add ${project}`, exact: true }).click();
  await page.getByRole('button', { name: 'Write logs and traces' }).click();
  await plan.start.click();
  await plan.steps.waitFor();
}
