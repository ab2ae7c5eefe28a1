import { parse } from 'csv-parse/sync';
import { expect, test } from '../fixtures';
import { KeysPage } from '../pages/keys-page';
import { Shell } from '../pages/shell';
import { SignInPage } from '../pages/sign-in-page';

test.describe.configure({ mode: 'serial' });
test.use({ organizationName: 'northwind' });

test('an owner signs in, runs an audit and leaves with every key as CSV', async ({
  page,
  latchkey: { simulator },
}) => {
  const signIn = new SignInPage(page);
  const shell = new Shell(page);
  const keys = new KeysPage(page);

  await signIn.open();
  await signIn.signIn(simulator.keys.owner);
  await expect(shell.runAudit).toBeVisible();
  // Slow enough that the audit is still running when another page shows it, however slow this machine is.
  simulator.faults.latencyMs = 2_000;
  await shell.runAudit.click();
  await expect(shell.progress).toBeVisible();
  await shell.go('Members');
  await expect(shell.progress).toBeVisible();
  simulator.faults.latencyMs = 0;
  await shell.go('Keys');
  await expect(shell.progress).toBeHidden();

  await expect(keys.rows.first()).toBeVisible();
  for (const name of ['Name', 'Verdict', 'Access']) {
    await expect(keys.header(name)).toBeVisible();
  }

  const truth = simulator.organization.keys.map(({ id }) => id);
  const { fileName, bom, text } = await keys.downloadCsv();
  expect(fileName).toMatch(/^latchkey-northwind-keys-\d{4}-\d{2}-\d{2}-48-of-48-members\.csv$/);
  expect(bom, 'Excel reads it as UTF-8').toBe(true);
  const rows = parse<Record<string, string>>(text, { columns: true });
  expect(rows.map((row) => row.key_id).sort()).toEqual(truth.toSorted());
  expect(new Set(rows.map((row) => row.members_audited))).toEqual(new Set(['48']));
  expect(text.split('\r\n')[0]).toBe(
    'key_id,key_name,key_preview,holder_id,holder_email,holder_name,org_id,created_at,age_days,' +
      'expires_at,used_by,access,projects_reached,verdict,severity,findings,recommendation,state,' +
      'exception_until,first_seen_at,last_seen_at,audit_id,members_audited,members_total,workload,priority',
  );
});

test('what a search shows is what is exported, and a link shows the same', async ({
  page,
  signIn,
  context,
}) => {
  const keys = new KeysPage(page);
  await signIn();
  await keys.open();
  await keys.search.fill('prod');
  await expect(page).toHaveURL(/prod/);
  // The URL changes immediately, but the count is the old one until the rows of the search have loaded.
  await expect
    .poll(async () => {
      const { shown, all } = await keys.counts();
      return shown < all;
    })
    .toBe(true);
  const { shown, all } = await keys.counts();
  expect(shown).toBeGreaterThan(0);

  const rows = parse<object>((await keys.downloadCsv()).text, { columns: true });
  expect(rows).toHaveLength(shown);

  const colleague = new KeysPage(await context.newPage());
  await colleague.page.goto(page.url());
  await expect.poll(() => colleague.counts()).toEqual({ shown, all });
});

test('a row opens its evidence in a panel named after the key', async ({ page, signIn }) => {
  const keys = new KeysPage(page);
  await signIn();
  await keys.open();
  const name = await keys.openFirst();
  await expect(keys.panel(name)).toBeVisible();
  const address = page.url();
  await page.reload();
  await expect(keys.panel(name)).toBeVisible();
  expect(page.url()).toBe(address);
  await page.keyboard.press('Escape');
  await expect(keys.panel(name)).toBeHidden();
});
