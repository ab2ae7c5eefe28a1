import { AxeBuilder } from '@axe-core/playwright';
import { SETTINGS_PAGES, settingsUrl } from '@/lib/domain/replacement-plan';
import { expect, test } from '../fixtures';
import { BraintrustPage } from '../pages/braintrust-page';
import { ReplacementPage } from '../pages/replacement-page';

test.describe.configure({ mode: 'serial' });
test.use({ organizationName: 'walked' });

/** The workload to replace first: three members hold a key of this name, one of them with full control. */
const NAME = 'voice-agent-ingest';
const PROJECT = 'Voice agent';

test('the overview’s first button leads to one token for a workload of three keys, by clicking only', async ({
  page,
  signIn,
  latchkey: { audit },
}) => {
  await audit();
  await signIn();
  const plan = new ReplacementPage(page);
  await page.goto('/');
  const first = page.getByRole('region', { name: 'Do first' }).getByRole('listitem').first();
  await expect(first).toContainText('Replace 3 keys of “voice agent ingest”');
  await first.getByRole('link', { name: 'Replace 3 keys' }).click();
  // Everything is suggested.
  await plan.begin();
  await plan.mark(/Ask the holder/, /projects and permissions/);

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
  await plan.at(/Switch to the new token/);
});

test('the three old keys are revoked by clicking, and the plan is done', async ({
  page,
  signIn,
  latchkey: { simulator },
}) => {
  await signIn();
  const plan = new ReplacementPage(page);
  await plan.open(NAME);
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

for (const each of SETTINGS_PAGES) {
  test(`the simulated page “${each}” fits a phone, and axe finds nothing on it`, async ({
    page,
    latchkey: { simulator },
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(settingsUrl(simulator.url, each));
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(sideways, 'pixels beside the page').toBeLessThanOrEqual(0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect
        .soft(
          violations.map(({ id }) => id),
          colorScheme,
        )
        .toEqual([]);
    }
  });
}
