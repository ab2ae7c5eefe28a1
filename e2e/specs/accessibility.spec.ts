import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';

const screens = ['/', '/keys', '/members', '/guides', '/audits', '/activity'];
const themes = ['light', 'dark'] as const;

for (const theme of themes) {
  test.describe(`axe finds nothing, ${theme}`, () => {
    test.use({ colorScheme: theme, organizationName: `axe-${theme}` });

    test('/sign-in', async ({ page }) => {
      await page.goto('/sign-in');
      await expectClean(page);
    });

    test('before the first audit and after it', async ({ page, signIn, latchkey }) => {
      test.setTimeout(120_000);
      await signIn();
      for (const screen of screens) await test.step(`${screen}, empty`, () => visit(page, screen));
      const { id } = await latchkey.audit();
      for (const screen of [...screens, `/audits/${id}`]) {
        await test.step(screen, () => visit(page, screen));
      }
    });
  });
}

async function visit(page: Page, screen: string): Promise<void> {
  const answer = await page.goto(screen);
  expect(answer?.status(), screen).toBe(200);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await expect(page.getByRole('main').locator('[aria-busy=true]')).toHaveCount(0);
  await expectClean(page);
}

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join('\n')}`);
  // Soft: one run names what is wrong on every screen.
  expect.soft(found, page.url()).toEqual([]);
}
