import type { Page } from '@playwright/test';
import {
  addKey,
  addToGroup,
  createGroup,
  createServiceAccount,
  createServiceToken,
  removeKey,
  type Simulator,
} from '@/lib/tools/simulator';
import { expect, test, type Latchkey } from '../fixtures';
import { KeysPage } from '../pages/keys-page';
import { ReplacementPage } from '../pages/replacement-page';

test.describe.configure({ mode: 'serial' });
test.use({ organizationName: 'replaced' });

const KEY = 'ci-github-actions-replaced';
const COPY = 'zendesk-importer';
const GRANT = { permissions: ['update'], restrictObjectType: 'project_log' };

test('checks find the group and the token that a plan for a CI key asks for', async ({
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

  await plan.at(/Ask the holder/);
  await page.getByRole('button', { name: 'Mark as sent' }).click();
  await expect(page.getByText('Waiting on holder')).toBeVisible();
  await plan.markAsDone.click();
  await plan.at(/projects and permissions/);
  await plan.markAsDone.click();

  await plan.at(/permission group/);
  const group = await plan.toCopy('Group name');
  await plan.checkNow.click();
  await expect(plan.current.getByText('Not done.')).toBeVisible();
  createGroup(simulator.organization, { name: group, grants: [{ project, ...GRANT }] });
  await plan.checkNow.click();
  await plan.at(/service account and its token/);
  createServiceAccount(simulator.organization, { name: group, groups: [group] });
  createServiceToken(simulator.organization, { name: group, account: group });
  await plan.checkNow.click();
  await plan.at(/Switch to the new token/);
});

test('a check reopens the step of an old key that is still listed, and then confirms that it is not', async ({
  page,
  signIn,
  latchkey: { simulator },
}) => {
  await signIn();
  const plan = new ReplacementPage(page);
  await plan.open(KEY);
  await plan.at(/Switch to the new token/);
  await page.getByRole('tab', { name: 'GitHub Actions' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('BRAINTRUST_API_KEY');
  await plan.markAsDone.click();

  await plan.at(/Revoke the old key/);
  await plan.markAsDone.click();
  await plan.at(/Confirm that the key is no longer listed/);
  await plan.checkNow.click();
  await plan.at(/Revoke the old key/);
  await expect(page.getByText('Ready to revoke')).toBeVisible();
  removeKey(simulator.organization, idOf(simulator, KEY));
  await plan.markAsDone.click();
  await plan.at(/Confirm that the key is no longer listed/);
  await plan.checkNow.click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await expect(plan.current).toHaveCount(0);
});

test('the board, the CSV and the activity agree', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/replacements');
  const done = page.getByRole('region', { name: 'Done', exact: true });
  await expect(done.getByRole('link', { name: KEY })).toBeVisible();
  await expect(page.getByText(/^1 of \d+ keys replaced\./)).toBeVisible();
  const rows = await new ReplacementPage(page).downloadCsv();
  expect(rows).toHaveLength(1);
  expect(Object.values(rows[0] ?? {})).toEqual(expect.arrayContaining([KEY, 'done', 'gone']));
  await page.goto('/activity');
  const main = page.getByRole('main');
  for (const entry of [
    /created the replacement plan “/,
    /ran an audit that verified/,
    /reopened “/,
  ]) {
    await expect(main.getByText(entry).first()).toBeVisible();
  }
});

test('one plan replaces three copies held by three members', async ({ page, signIn, latchkey }) => {
  const { simulator } = latchkey;
  const project = seed(simulator, [COPY], 3);
  await latchkey.audit();
  await signIn();
  const plan = new ReplacementPage(page);
  const keys = new KeysPage(page);
  await keys.open(`?q=${COPY}`);
  await expect(keys.rows).toHaveCount(3);
  await keys.openFirst();
  await keys.panel(COPY).getByRole('link', { name: 'Replace 3 keys' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Replace 3 keys' })).toBeVisible();
  await plan.chooseProject(project);
  await plan.begin();
  const heading = page.getByRole('heading', { level: 1, name: `Replace 3 copies of ${COPY}` });
  await expect(heading).toBeVisible();
  await plan.mark(/Ask the holder/, /projects and permissions/);
  await plan.at(/permission group/);
  makeToken(simulator, await plan.toCopy('Group name'), project);
  await plan.checkNow.click();
  await plan.mark(/Switch to the new token/);
  await plan.at(/Revoke the 3 old keys/);
});

test('the plan of the copies stays open until the last of them is no longer listed', async ({
  page,
  signIn,
  latchkey: { simulator },
}) => {
  const copies = simulator.organization.keys.filter(({ name }) => name === COPY);
  await signIn();
  const plan = new ReplacementPage(page);
  await plan.open(COPY);
  await plan.at(/Revoke the 3 old keys/);
  await expect(plan.current.getByText('Revoking from Latchkey is disabled.')).toBeVisible();
  await expect(
    plan.current.getByRole('link', { name: 'Braintrust: Settings, API keys' }),
  ).toBeVisible();
  const retired = page.getByRole('region', { name: 'Keys in this plan' }).getByRole('listitem');
  const [first, second, third] = copies;
  for (const key of [first, second]) removeKey(simulator.organization, key?.id ?? '');
  await plan.mark(/Revoke the 3 old keys/);
  await plan.at(/Confirm that the keys are no longer listed/);
  await plan.checkNow.click();
  await plan.at(/Revoke the 3 old keys/);
  await expect(page.getByText('Ready to revoke', { exact: true })).toBeVisible();
  const names = [third?.user_given_name, third?.user_family_name].filter(Boolean).join(' ');
  const alive = names || String(third?.user_email);
  await expect(plan.current).toContainText(`Still listed: “${COPY}” of ${alive} (1 of 3 keys).`);
  await expect(retired.filter({ hasText: alive })).toContainText('Still listed');
  await expect(retired.filter({ hasText: 'No longer listed' })).toHaveCount(2);

  removeKey(simulator.organization, third?.id ?? '');
  await plan.mark(/Revoke the 3 old keys/);
  await plan.at(/Confirm that the keys are no longer listed/);
  await plan.checkNow.click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await expect(retired.filter({ hasText: 'No longer listed' })).toHaveCount(3);
  await expect(page.getByText('Unverified')).toHaveCount(0);
});

test('the findings of the copies are resolved, and CSV and activity say so', async ({
  page,
  signIn,
  latchkey: { simulator },
}) => {
  await signIn();
  const keys = new KeysPage(page);
  await page.goto(`/replacements?q=${COPY}`);
  const done = page.getByRole('region', { name: 'Done', exact: true });
  await expect(done).toContainText('3 of 3');
  await done.getByRole('link', { name: COPY }).click();
  const links = page
    .getByRole('region', { name: 'Keys in this plan' })
    .getByRole('link', { name: COPY });
  for (const at of [0, 1, 2]) {
    await links.nth(at).click();
    const panel = keys.panel(COPY);
    await expect(panel.getByText(/^[1-9]\d* resolved findings?$/)).toBeVisible();
    await expect(panel.getByText(/^(Found|Reopened) on/), 'no open finding').toHaveCount(0);
    await page.goBack();
  }
  await page.goto(`/replacements?q=${COPY}`);
  const rows = await new ReplacementPage(page).downloadCsv();
  expect(
    rows.map(({ key_name, stage, key_seen, proved }) => [key_name, stage, key_seen, proved]),
  ).toEqual(Array.from({ length: 3 }, () => [COPY, 'done', 'gone', 'yes']));
  expect(new Set(rows.map(({ holder_email }) => holder_email)).size).toBe(3);
  expect(new Set(rows.map(({ token_name }) => token_name))).toEqual(
    new Set(simulator.organization.serviceTokens.slice(0, 1).map(({ name }) => name)),
  );
  await page.goto('/activity');
  const told = page.getByRole('main');
  const title = `“Replace 3 copies of ${COPY}”`;
  await expect(told.getByText(`created the replacement plan ${title}`)).toBeVisible();
  await expect(told.getByText(new RegExp(`reopened .* of ${title}: Still listed`))).toBeVisible();
});

test('a check reports a token that is broader than planned', async ({ page, signIn, latchkey }) => {
  const { simulator } = latchkey;
  const name = 'ci-nightly-wider';
  const project = seed(simulator, [name]);
  await latchkey.audit();
  await signIn();
  const plan = new ReplacementPage(page);
  await startFromKey(page, name, project);
  await plan.markAsDone.click();
  await plan.at(/projects and permissions/);
  await plan.markAsDone.click();
  await plan.at(/permission group/);
  const group = await plan.toCopy('Group name');
  createGroup(simulator.organization, {
    name: group,
    grants: [
      { project, ...GRANT },
      { project, permissions: ['delete'] },
    ],
  });
  await plan.checkNow.click();
  await expect(plan.results).toContainText('Too broad');
  await expect(plan.results).toContainText('delete');
  await expect(page.getByText('already exists'), 'the group is the plan’s own').toHaveCount(0);
  await expect(plan.markAsDone).toHaveCount(0);
});

test('the second of two people who save sees what the first changed, and loses nothing', async ({
  page,
  signIn,
  context,
}) => {
  await signIn();
  await new ReplacementPage(page).open('ci-nightly-wider');
  await page.getByRole('button', { name: 'Edit plan' }).click();
  const notes = page.getByRole('textbox', { name: 'Notes for your team' });
  await notes.fill('mine');
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('textbox', { name: 'Title' }).fill('Theirs');
  await other.getByRole('button', { name: 'Save plan' }).click();
  await expect(other.getByRole('heading', { level: 1, name: 'Theirs' })).toBeVisible();
  await page.getByRole('button', { name: 'Save plan' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'the title' })).toBeVisible();
  await page.getByRole('button', { name: 'Load latest and keep my edits' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Theirs');
  await expect(notes).toHaveValue('mine');
  await page.getByRole('button', { name: 'Save plan' }).click();
  await expect(page.getByRole('button', { name: 'Edit plan' })).toBeVisible();
});

/** Adds keys of these names to members who can read and update one project. Returns the project's name. */
function seed({ organization }: Simulator, names: readonly string[], holders = 1): string {
  const owners = new Set(organization.groups.flatMap(({ member_users }) => member_users));
  const others = organization.members.filter(({ id }) => !owners.has(id));
  const project = organization.projects.find(({ deleted_at }) => deleted_at === null);
  const group = `Ingesters of ${names.join()}`;
  if (others.length < holders || project === undefined) throw new Error('a small organization');
  createGroup(organization, {
    name: group,
    grants: [{ project: project.id, permissions: ['read', 'update'] }],
  });
  for (const { id } of others.slice(0, holders)) {
    addToGroup(organization, { group, account: id });
    for (const name of names) addKey(organization, { name, user_id: id });
  }
  return project.name;
}

/** Creates what an owner would create in Braintrust's settings: a group, an account in it, and its token. */
function makeToken({ organization }: Simulator, name: string, project: string): void {
  createGroup(organization, { name, grants: [{ project, ...GRANT }] });
  createServiceAccount(organization, { name, groups: [name] });
  createServiceToken(organization, { name, account: name });
}

function idOf({ organization }: Latchkey['simulator'], name: string): string {
  const key = organization.keys.find((one) => one.name === name);
  if (key === undefined) throw new Error(`no key ${name}`);
  return key.id;
}

/** Starts a plan for this key alone from the keys table, for a token that can write logs of this project. */
async function startFromKey(page: Page, name: string, project: string): Promise<void> {
  const keys = new KeysPage(page);
  const plan = new ReplacementPage(page);
  await keys.open(`?q=${name}`);
  await keys.row(name).getByRole('checkbox').click();
  await page.getByRole('link', { name: 'Replace 1 key' }).click();
  await plan.chooseProject(project);
  await plan.begin();
}
