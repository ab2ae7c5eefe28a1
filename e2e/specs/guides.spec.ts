import { GUIDES } from '@/lib/domain/guides';
import { expectClean } from '../axe';
import { expect, test } from '../fixtures';
import { Shell } from '../pages/shell';

test.use({ organizationName: 'guides' });

const SOURCE = /^(Braintrust|Latchkey|GitHub|GitLab|Kubernetes|Vercel|Docker)[ :]/;

test('a guide is found by words in its text, without a mouse', async ({ page, signIn }) => {
  await signIn();
  const { keyboard } = page;
  const search = page.getByRole('searchbox', { name: 'Search guides' });
  const found = page.getByRole('list', { name: 'Guides' }).getByRole('listitem');
  await page.goto('/guides');
  await expect(found).toHaveCount(GUIDES.length);

  // The list comes with the page, so it is there before the scripts that listen to the keyboard.
  await expect(async () => {
    await keyboard.press('/');
    await expect(search).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await search.clear();
  await keyboard.type('rollout restart');
  await expect(found).toHaveCount(1);
  await expect(page).toHaveURL(/q=rollout/);
  await expect(page.getByRole('status').filter({ hasText: 'guide' })).toHaveText(
    '1 guide for “rollout restart”',
  );
  await found.getByRole('link', { name: 'Kubernetes' }).focus();
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\/guides\/swap-the-secret#update-kubernetes$/);
  await expect(page.getByRole('heading', { name: 'Kubernetes' })).toBeInViewport();

  await page.goBack();
  await expect(search).toHaveValue('rollout restart');
  await search.fill('zeppelin');
  await expect(page.getByRole('heading', { name: 'No matching guides' })).toBeVisible();
  await search.press('Escape');
  await expect(found).toHaveCount(GUIDES.length);
  await expect(page).not.toHaveURL(/q=/);
});

for (const path of ['/guides/no-such-guide', '/no-such-page', '/keys/no/such/page']) {
  test(`${path} says that there is no page, with the navigation around it`, async ({
    sharedPage: page,
  }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
    await new Shell(page).link('Keys').click();
    await expect(page).toHaveURL(/\/keys$/);
  });
}

for (const { slug, title } of GUIDES) {
  test(`the guide “${title}” fits a phone, is accessible there, and links a source at each step`, async ({
    sharedPage: page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/guides/${slug}`);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    const steps = page.getByRole('article').locator('ol > li[id]');
    const withSource = steps.filter({ has: page.getByRole('link', { name: SOURCE }) });
    await expect(steps).not.toHaveCount(0);
    expect(await withSource.count(), 'steps with a source').toBe(await steps.count());
    const sideways = await page
      .locator('html, main')
      .evaluateAll((all) => all.some((one) => one.scrollWidth > one.clientWidth));
    expect(sideways, 'scrolls sideways').toBe(false);
    await expectClean(page);
  });
}
