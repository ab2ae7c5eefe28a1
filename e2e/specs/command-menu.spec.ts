import type { Page } from '@playwright/test';
import { expectClean } from '../axe';
import { expect, test } from '../fixtures';
import { KeysPage } from '../pages/keys-page';

test.use({ organizationName: 'command-menu' });

test.beforeAll(async ({ latchkey }) => {
  await latchkey.audit();
});

test.beforeEach(({ signIn }) => signIn());

const menuOf = (page: Page) => page.getByRole('dialog', { name: 'Search and commands' });

test('the command menu opens a key from another screen, by keyboard', async ({ page }) => {
  await page.goto('/guides');
  const menu = menuOf(page);
  // A key that is pressed before the page is ready is lost.
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await expect(menu).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.keyboard.type('ana-macb');
  const key = menu.getByRole('option', { name: /^ana-macbook/ });
  await expect(key).toBeVisible();
  await expectClean(page);
  while ((await key.getAttribute('aria-selected')) !== 'true') {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(new KeysPage(page).panel('ana-macbook')).toBeVisible();
});

test('on a phone the header has the command menu and the organization, and no page scrolls sideways', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const screen of ['/keys', '/settings', '/settings/rules', '/settings/exceptions']) {
    await page.goto(screen);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    const widths = await page.evaluate(() =>
      [
        document.documentElement,
        document.querySelector('header'),
        document.querySelector('main'),
      ].map((part) => (part === null ? NaN : part.scrollWidth - part.clientWidth)),
    );
    expect(widths, screen).toEqual([0, 0, 0]);
  }
  const banner = page.getByRole('banner');
  await banner.getByRole('button', { name: 'command-menu' }).click();
  await expect(page.getByRole('menuitem', { name: /members/ })).toBeVisible();
  await expectClean(page);
  await page.keyboard.press('Escape');
  await banner.getByRole('button', { name: 'Search and commands' }).click();
  await menuOf(page).getByRole('combobox').fill('workl');
  await menuOf(page).getByRole('option', { name: 'Workloads' }).first().click();
  await expect(page).toHaveURL(/\/workloads$/);
});
