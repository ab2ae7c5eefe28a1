import type { Page } from '@playwright/test';
import { expectCleanInBothThemes } from '../axe';
import { expect, test } from '../fixtures';

const screens = [
  '/',
  '/keys',
  '/members',
  '/service-tokens',
  '/replacements',
  '/guides',
  '/guides/rules',
  '/guides/rules/old-key',
  '/audits',
  '/activity',
  '/settings',
  '/settings/rules',
  '/settings/exceptions',
];

test.describe.configure({ mode: 'serial' });
test.use({ organizationName: 'axe' });
test.setTimeout(180_000);

test('axe finds nothing on the sign-in page', async ({ page }) => {
  await visit(page, '/sign-in');
});

for (const screen of screens) {
  test(`axe finds nothing on ${screen} before the first audit`, async ({ page, signIn }) => {
    await signIn();
    await visit(page, screen);
  });
}

test('axe finds nothing on the certificate of an audit', async ({ page, signIn, latchkey }) => {
  const { id } = await latchkey.audit();
  await signIn();
  await visit(page, `/audits/${id}`);
});

for (const screen of screens) {
  test(`axe finds nothing on ${screen} after an audit`, async ({ page, signIn }) => {
    await signIn();
    await visit(page, screen);
  });
}

test('axe finds nothing in the panel of a key', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/keys');
  await page.getByRole('table').getByRole('row').nth(1).getByRole('button').click();
  await page.getByRole('button', { name: 'Close panel' }).waitFor();
  await page.getByRole('status', { name: /^Loading/ }).waitFor({ state: 'detached' });
  await expectCleanInBothThemes(page);
});

test('axe finds nothing in the panels of a member and of a service token', async ({
  page,
  signIn,
}) => {
  await signIn();
  for (const screen of ['/members', '/service-tokens']) {
    await page.goto(screen);
    await page.getByRole('table').getByRole('row').nth(1).getByRole('button').click();
    await page.getByRole('button', { name: 'Close panel' }).waitFor();
    await page.getByRole('status', { name: /^Loading/ }).waitFor({ state: 'detached' });
    await expectCleanInBothThemes(page);
  }
});

async function visit(page: Page, screen: string): Promise<void> {
  const answer = await page.goto(screen);
  expect(answer?.status(), screen).toBe(200);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await expect(page.getByRole('main').locator('[aria-busy=true]')).toHaveCount(0);
  await expectCleanInBothThemes(page);
}
