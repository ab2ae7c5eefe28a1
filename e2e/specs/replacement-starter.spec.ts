import type { Locator, Page } from '@playwright/test';
import { addKey, createServiceAccount, createServiceToken, removeKey } from '@/lib/tools/simulator';
import { expect, test } from '../fixtures';
import { KeysPage } from '../pages/keys-page';
import { ReplacementPage } from '../pages/replacement-page';
import { SignInPage } from '../pages/sign-in-page';

test.describe.configure({ mode: 'serial' });
test.use({ organizationName: 'small', organizationPlan: 'starter' });

const KEY = 'ci-release-notes';
const TYPED = 'ci-nightly-report';
const TAKEN = 'report-writer';
const ids = new Map<string, string>();
let project = '';

test.beforeAll(async ({ latchkey }) => {
  const { organization } = latchkey.simulator;
  const [, holder] = organization.members;
  project = organization.projects.find(({ deleted_at }) => deleted_at === null)?.name ?? '';
  for (const name of [KEY, TYPED])
    ids.set(name, addKey(organization, { name, ...(holder ? { user_id: holder.id } : {}) }).id);
  createServiceAccount(organization, { name: TAKEN });
  createServiceToken(organization, { name: TAKEN, account: TAKEN });
  await latchkey.audit();
});

test('on Starter a plan says that the token’s access cannot be checked', async ({
  page,
  signIn,
  latchkey: {
    simulator: { organization },
  },
}) => {
  await signIn();
  const keys = new KeysPage(page);
  const plan = new ReplacementPage(page);
  await keys.open(`?q=${KEY}`);
  await keys.openFirst();
  await keys.panel(KEY).getByRole('link', { name: 'Replace this key' }).click();
  await plan.showMoreOptions();
  const group = page.getByRole('textbox', { name: 'Permission group' });
  await expect(group).toBeVisible();
  await plan.choose('Braintrust plan', 'Starter');
  await expect(group).toHaveCount(0);
  await expect(page.getByText(/the plan stays unverified/)).toBeVisible();
  await plan.chooseProject(project);
  await plan.begin();
  await plan.mark(/Ask the holder/, /projects and permissions/);

  await plan.at(/service account and its token/);
  await expect(plan.steps.getByText('Not needed')).toHaveCount(1);
  await expect(plan.current).toContainText(
    `Set permissions on the token itself: update (logs only) on ${project}.`,
  );
  const account = await plan.toCopy('Service account name');
  createServiceAccount(organization, { name: account });
  createServiceToken(organization, {
    name: await plan.toCopy('Token name'),
    account,
    permissions: [{ project, permissions: ['update'], restrictObjectType: 'project_log' }],
  });
  await plan.checkNow.click();

  await plan.at(/Check the token’s access/);
  await expect(plan.results).toContainText('Verified. Braintrust lists token');
  await expect(plan.results).toContainText('Couldn’t verify. ');
  await expect(plan.current).toContainText('the plan shows it as unverified');
  await plan.markAsDone.click();
  await expect(page.getByRole('region', { name: 'Unverified' })).toContainText(
    'Check the token’s access: unverified.',
  );
  await plan.mark(/Switch to the new token/);
});

test('a finished plan on Starter is unverified on the board, in the CSV and in the activity', async ({
  page,
  signIn,
  latchkey: {
    simulator: { organization },
  },
}) => {
  await signIn();
  const plan = new ReplacementPage(page);
  await plan.open(KEY);
  removeKey(organization, ids.get(KEY) ?? '');
  await plan.mark(/Revoke the old key/);
  await plan.at(/Confirm that the key is no longer listed/);
  await plan.checkNow.click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Unverified' })).toContainText(
    'doesn’t show permissions set on the token itself',
  );
  await page.goto('/replacements');
  await expect(page.getByText('Done, unverified')).toBeVisible();
  expect(await plan.downloadCsv()).toMatchObject([
    { key_name: KEY, braintrust_plan: 'starter', stage: 'done', key_seen: 'gone', proved: 'no' },
  ]);
  await page.goto('/activity');
  await expect(page.getByText(/Check the token’s access.* as done, unverified/)).toBeVisible();
});

test('a session that ends while a new plan is filled in loses nothing of it', async ({
  page,
  signIn,
  context,
  latchkey: { simulator },
}) => {
  await page.clock.install();
  await signIn();
  const plan = new ReplacementPage(page);
  await page.goto(`/replacements/new?key=${ids.get(TYPED)}`);
  const title = page.getByRole('textbox', { name: 'Title' });
  const notes = page.getByRole('textbox', { name: 'Notes for your team' });
  await plan.showMoreOptions();
  await title.fill('Mine alone');
  await notes.fill('half an hour of thought');
  await plan.chooseProject(project);

  const elsewhere = await context.newPage();
  await elsewhere.goto('/');
  await elsewhere.getByRole('button', { name: 'Account' }).click();
  await elsewhere.getByRole('menuitem', { name: 'Sign out' }).click();
  await elsewhere.getByRole('heading', { name: 'Sign in to Latchkey' }).waitFor();
  await elsewhere.close();
  // The page's own polling notices that the session has ended, and must not navigate away from the form.
  await page.clock.runFor(31_000);
  await expect(page.getByRole('status', { name: 'Session' })).toContainText('has ended');
  await plan.start.click();
  const refused = refusal(page, 'Your session has ended, so nothing was changed.');
  const [signInTab] = await Promise.all([
    context.waitForEvent('page'),
    refused.getByRole('link', { name: 'Sign in again (new tab)' }).click(),
  ]);
  await new SignInPage(signInTab).signIn(simulator.keys.owner);
  await signInTab.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await signInTab.close();
  await expect(title).toHaveValue('Mine alone');
  await expect(notes).toHaveValue('half an hour of thought');
  await plan.begin();
  await expect(page.getByRole('heading', { level: 1, name: 'Mine alone' })).toBeVisible();
});

test('a session that has ended loses nothing of a note or of an edited plan', async ({
  page,
  signIn,
  context,
}) => {
  await signIn();
  const plan = new ReplacementPage(page);
  await plan.open('Mine alone');
  await page.getByRole('button', { name: 'Add note' }).click();
  const note = page.getByRole('textbox', { name: 'Note', exact: true });
  await note.fill('the holder is away');
  await context.clearCookies();
  await page.getByRole('button', { name: 'Save note' }).click();
  await expect(refusal(page, 'Your session has ended')).toBeVisible();
  await signIn();
  await page.getByRole('button', { name: 'Save note' }).click();
  // A text is found in its field too, so only the closed field shows that the note is saved.
  await expect(note).toHaveCount(0);
  await expect(plan.current.getByText('the holder is away')).toBeVisible();

  await page.getByRole('button', { name: 'Edit plan' }).click();
  const notes = page.getByRole('textbox', { name: 'Notes for your team' });
  await expect(notes).toHaveValue('half an hour of thought');
  await notes.fill('another half an hour');
  await context.clearCookies();
  await page.getByRole('button', { name: 'Save plan' }).click();
  await expect(refusal(page, 'Your session has ended')).toBeVisible();
  await expect(notes).toHaveValue('another half an hour');
  await signIn();
  await page.getByRole('button', { name: 'Save plan' }).click();
  await page.getByRole('button', { name: 'Edit plan' }).click();
  await expect(notes).toHaveValue('another half an hour');
});

test('a name that already exists is refused at its field, with a free one to take', async ({
  page,
  signIn,
}) => {
  await signIn();
  await new ReplacementPage(page).open('Mine alone');
  await page.getByRole('button', { name: 'Edit plan' }).click();
  const name = page.getByRole('textbox', { name: 'Service token' });
  await name.fill(TAKEN);
  await page.getByRole('button', { name: 'Save plan' }).click();
  const summary = page.getByRole('region', { name: 'Fix 1 error to save the plan' });
  await expect(summary).toBeFocused();
  await summary.getByRole('button', { name: `A service token named “${TAKEN}” already` }).click();
  await expect(name).toBeFocused();
  await page.getByRole('button', { name: `Use ${TAKEN}-2` }).click();
  await expect(name).toHaveValue(`${TAKEN}-2`);
  await expect(page.getByText('already exists')).toHaveCount(0);
  await page.getByRole('button', { name: 'Save plan' }).click();
  await expect(page.getByText(`New token ${TAKEN}-2`)).toBeVisible();
});

function refusal(page: Page, says: string): Locator {
  return page.getByRole('main').getByRole('alert').filter({ hasText: says });
}
