import { AxeBuilder } from '@axe-core/playwright';
import { SETTINGS_PAGES, settingsUrl } from '@/lib/domain/replacement-plan';
import { expect, test } from '../fixtures';
import { BraintrustPage } from '../pages/braintrust-page';
import { KeysPage } from '../pages/keys-page';
import { ReplacementPage } from '../pages/replacement-page';

test.use({ organizationName: 'walked' });

/** Three members hold a key of this name. */
const NAME = 'langsmith-export';
const PROJECT = 'Search ranking';

test('a workload of three keys is replaced completely by clicking, in Latchkey and on the simulated pages', async ({
  page,
  signIn,
  latchkey: { simulator, audit },
}) => {
  await audit();
  await signIn();
  const keys = new KeysPage(page);
  const plan = new ReplacementPage(page);
  await keys.open(`?q=${NAME}`);
  await expect(keys.rows).toHaveCount(3);
  for (const at of [0, 1, 2]) await keys.rows.nth(at).getByRole('checkbox').click();
  await page
    .getByRole('region', { name: 'Selection' })
    .getByRole('link', { name: 'Replace 3 keys' })
    .click();
  await plan.chooseProject(PROJECT);
  await plan.begin();
  await plan.mark(/Ask the holder/, /Choose projects/);

  await plan.at(/permission group/);
  const name = await plan.toCopy('Group name');
  const groups = await BraintrustPage.follow(page, /^Braintrust: Settings, Groups/);
  await groups.createGroup(name, PROJECT, ['update', 'logs only']);
  await plan.checkNow.click();

  await plan.at(/service account and its token/);
  const tokens = await BraintrustPage.follow(page, /^Braintrust: Settings, Service tokens/);
  await tokens.createAccount(name, name);
  await tokens.createToken(name, name);
  await expect(tokens.page.getByText(/bt-st-fake-[0-9a-f]{12}/)).toBeVisible();
  await plan.checkNow.click();
  await plan.mark(/Switch to the new token/);

  await plan.at(/Revoke the 3 old keys/);
  const apiKeys = await BraintrustPage.follow(page, /^Braintrust: Settings, API keys/);
  for (const { preview_name, name: each } of simulator.organization.keys) {
    if (each === NAME) await apiKeys.deleteKey(preview_name);
  }
  await plan.mark(/Revoke the 3 old keys/);
  await plan.at(/Confirm that the keys are no longer listed/);
  await plan.checkNow.click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await expect(plan.current).toHaveCount(0);
  await expect(page.getByText('Unverified')).toHaveCount(0);
});

test('the simulated pages fit a phone, and axe finds nothing on them in light and dark', async ({
  page,
  latchkey: { simulator },
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const each of SETTINGS_PAGES) {
    await page.goto(settingsUrl(simulator.url, each));
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(sideways, `pixels beside ${each}`).toBeLessThanOrEqual(0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      const found = violations.map(({ id }) => id);
      expect.soft(found, `${each}, ${colorScheme}`).toEqual([]);
    }
  }
});
