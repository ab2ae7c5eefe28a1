import type { Locator, Page } from '@playwright/test';
import { addKey } from '@/lib/tools/simulator';
import { expectClean } from '../axe';
import { expect, test, type Latchkey } from '../fixtures';
import { KeysPage } from '../pages/keys-page';
import { ReplacementPage } from '../pages/replacement-page';
import { Shell } from '../pages/shell';

test.describe.configure({ mode: 'serial' });
test.use({ organizationName: 'revoking' });

const one = 'nightly export of March';
const [first, second, third] = ['copy one of the importer', 'copy two of the importer', 'spare'];
const [webhook, weekly] = ['old webhook', 'weekly digest'];

test.beforeAll(async ({ latchkey }) => {
  const { members } = latchkey.simulator.organization;
  const holder = members.find(({ email }) => email?.startsWith('ben.okafor@'));
  if (holder === undefined) throw new Error('There is no Ben.');
  for (const name of [one, first, second, third, webhook, weekly])
    addKey(latchkey.simulator.organization, { user_id: holder.id, name });
  await latchkey.audit();
});

test('off until an owner switches it on by their key; a wrong key is refused in place', async ({
  page,
  signIn,
  latchkey: { simulator },
}) => {
  await signIn();
  await openKey(page, one);
  const panel = new KeysPage(page).panel(one);
  await expect(panel.getByText('Revoking from Latchkey is disabled.')).toBeVisible();
  await expect(panel.getByRole('button', { name: /^Revoke/ })).toHaveCount(0);
  await panel.getByRole('link', { name: 'Settings' }).click();

  const section = page.getByRole('region', { name: 'Revoking keys' });
  await expect(section.getByText('Revoking is disabled.')).toBeVisible();
  await section.getByRole('button', { name: 'Enable revoking…' }).click();
  const key = section.getByRole('textbox', { name: 'Your Braintrust API key' });
  await expect(key).toBeFocused();
  await expectClean(page);
  await key.fill('sk-fake-nobody');
  await page.keyboard.press('Enter');
  await expect(section.getByRole('alert')).toContainText('rejected this key');
  await expect(key).toHaveValue('sk-fake-nobody');
  await expect(section.getByText('Revoking is disabled.')).toBeVisible();

  await key.fill(simulator.keys.owner);
  await section.getByRole('button', { name: 'Enable revoking' }).click();
  await expect(
    section.getByText(/^Revoking is enabled\. Enabled .* by ana\.ferreira@/),
  ).toBeVisible();
  await expect(key).toHaveCount(0);
  await expect(section.getByRole('button', { name: 'Disable revoking' })).toBeFocused();
  expect(await page.content()).not.toContain(simulator.keys.owner);
});

test('a key goes by its name typed in, and the audit of its holder sees it gone', async ({
  page,
  signIn,
  latchkey,
}) => {
  const { simulator } = latchkey;
  await signIn();
  await openKey(page, one);
  await page.getByRole('button', { name: 'Revoke key…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke key' });
  await expect(dialog).toContainText('Braintrust doesn’t report last use.');
  await expectClean(page);

  const revoke = dialog.getByRole('button', { name: 'Revoke key' });
  const name = dialog.getByRole('textbox', { name: `Type ${one} to confirm` });
  await expect(revoke).toBeDisabled();
  await name.fill('nightly export of march');
  await expect(revoke).toBeDisabled();
  await name.fill(one);
  await expect(revoke).toBeEnabled();

  // A new session has no recent proof, so the dialog asks for the key, and keeps what was typed.
  const key = dialog.getByRole('textbox', { name: 'Your Braintrust API key' });
  await key.fill('sk-fake-nobody');
  await revoke.click();
  await expect(dialog.getByRole('alert')).toContainText('rejected this key');
  await expect(name).toHaveValue(one);
  expect(keysNamed(simulator, one)).toBe(1);
  await key.fill(simulator.keys.owner);
  await revoke.click();

  const outcome = page.getByRole('dialog', { name: 'Key revoked' });
  await expect(outcome.getByRole('listitem')).toContainText(
    'Revoked: Braintrust no longer lists this key.',
  );
  await expectClean(page);
  expect(keysNamed(simulator, one)).toBe(0);

  await outcome.getByRole('button', { name: /^Re-audit ben\.okafor@/ }).click();
  await expect(outcome).toBeHidden();
  await expect(new Shell(page).progress).toBeHidden();
  await expect(
    new KeysPage(page).panel(one).getByText('No longer listed', { exact: true }).first(),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Revoke key…' })).toHaveCount(0);
  await page.goto('/activity');
  await expect(page.getByRole('main')).toContainText(one);
});

test('a selection is confirmed key by key; what is not confirmed stays', async ({
  page,
  signIn,
  latchkey: { simulator },
}) => {
  await signIn();
  const dialog = await openSelection(page, [first, second]);
  const revoke = dialog.getByRole('button', { name: /^Revoke (key|\d)/ });
  await typeName(dialog, second).fill('copy');
  await typeName(dialog, first).fill(first);
  await expect(revoke, 'something else stands at one').toBeDisabled();
  await typeName(dialog, second).fill('');
  await dialog.getByRole('textbox', { name: 'Your Braintrust API key' }).fill(simulator.keys.owner);
  await revoke.click();
  await expect(page.getByRole('dialog', { name: 'Key revoked' })).toBeVisible();
  expect([keysNamed(simulator, first), keysNamed(simulator, second)]).toEqual([0, 1]);
});

test('a key that is still there is said to be; those after it are not touched', async ({
  page,
  signIn,
  latchkey: { simulator },
}) => {
  await signIn();
  const dialog = await openSelection(page, [second, third]);
  await typeName(dialog, second).fill(second);
  await typeName(dialog, third).fill(third);
  await dialog.getByRole('textbox', { name: 'Your Braintrust API key' }).fill(simulator.keys.owner);
  simulator.faults.deletedKeysLive = true;
  try {
    await dialog.getByRole('button', { name: 'Revoke 2 keys' }).click();
    const outcome = page.getByRole('dialog', { name: '0 of 2 keys no longer listed' });
    await expect(outcome).toContainText('Not revoked: Braintrust still lists this key.');
    await expect(outcome).toContainText('Not attempted. The key wasn’t changed.');
    await expect(outcome).toContainText('1 remaining key wasn’t changed.');
    await outcome.getByRole('button', { name: 'Back to remaining keys' }).click();
  } finally {
    simulator.faults.deletedKeysLive = false;
  }
  await expect(typeName(page.getByRole('dialog'), third)).toHaveValue(third);
  await page.getByRole('button', { name: 'Revoke 2 keys' }).click();
  await expect(
    page.getByRole('dialog', { name: '2 keys no longer listed', exact: true }),
  ).toBeVisible();
  expect([keysNamed(simulator, second), keysNamed(simulator, third)]).toEqual([0, 0]);
});

test('a plan revokes its keys in the step that asks for it, one after the other', async ({
  page,
  signIn,
  latchkey: { simulator },
}) => {
  await signIn();
  const plan = new ReplacementPage(page);
  const ids = [webhook, weekly].map((name) => idOf(simulator, name));
  await page.goto(`/replacements/new?key=${ids.join(',')}`);
  await page.getByRole('button', { name: 'Use one shared token' }).click();
  await plan.showMoreOptions();
  await plan.choose('Key used by', 'Former or departing member');
  await plan.begin();
  await plan.at(/Revoke the 2 old keys/);
  const alive = plan.current.getByRole('list', { name: 'Keys still listed' });
  await expect(alive.getByRole('listitem')).toHaveCount(2);
  await expect(plan.current.getByRole('button', { name: 'Revoke 2 keys…' })).toBeVisible();
  await expectClean(page);

  await alive.getByRole('button', { name: `Revoke ${webhook}, held by` }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke key' });
  await typeName(dialog, webhook).fill(webhook);
  await dialog.getByRole('textbox', { name: 'Your Braintrust API key' }).fill(simulator.keys.owner);
  await dialog.getByRole('button', { name: 'Revoke key' }).click();
  const outcome = page.getByRole('dialog', { name: 'Key revoked' });
  await outcome.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(alive.getByRole('listitem')).toHaveText(new RegExp(weekly));
  await expect(plan.current).toContainText('Braintrust no longer lists the key');

  // The proof from the previous revocation is still valid.
  await alive.getByRole('button', { name: `Revoke ${weekly}, held by` }).click();
  await typeName(dialog, weekly).fill(weekly);
  await dialog.getByRole('button', { name: 'Revoke key' }).click();
  await outcome.getByRole('button', { name: /^Re-audit ben\.okafor@/ }).click();
  await plan.at(/Find out what stopped working/);
  const retired = page.getByRole('region', { name: 'Keys in this plan' }).getByRole('listitem');
  await expect(retired.filter({ hasText: 'No longer listed' })).toHaveCount(2);
  expect([keysNamed(simulator, webhook), keysNamed(simulator, weekly)]).toEqual([0, 0]);
});

const idOf = ({ organization }: Latchkey['simulator'], name: string) =>
  organization.keys.find((key) => key.name === name)?.id ?? '';

const keysNamed = ({ organization }: Latchkey['simulator'], name: string) =>
  organization.keys.filter((key) => key.name === name).length;

const typeName = (dialog: Locator, name: string) =>
  dialog.getByRole('textbox', { name: `Type ${name} to confirm` });

async function openKey(page: Page, name: string): Promise<void> {
  const keys = new KeysPage(page);
  await keys.open(`?q=${encodeURIComponent(name)}`);
  await keys.row(name).getByRole('button').first().click();
  await expect(keys.panel(name)).toBeVisible();
}

async function openSelection(page: Page, names: readonly string[]): Promise<Locator> {
  const keys = new KeysPage(page);
  await keys.open('?q=ben.okafor');
  for (const name of names) await keys.row(name).getByRole('checkbox').click();
  await page
    .getByRole('region', { name: 'Selection' })
    .getByRole('button', { name: 'Revoke…' })
    .click();
  return page.getByRole('dialog', { name: `Revoke ${names.length} keys` });
}
