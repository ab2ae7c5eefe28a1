import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Screens that look different before the first audit. */
export const screensOfAudits = [
  '/',
  '/workloads',
  '/findings',
  '/keys',
  '/members',
  '/service-tokens',
  '/replacements',
  '/audits',
  '/activity',
  '/settings/exceptions',
];

/** Every screen, except those of a single audit, plan or guide. */
export const screens = [
  ...screensOfAudits,
  '/guides',
  '/guides/rules',
  '/guides/rules/old-key',
  '/settings',
  '/settings/rules',
  '/settings/revoking',
  '/settings/sessions',
  '/settings/data',
];

const themes = ['light', 'dark'] as const;

/** Opens a screen, waits until all its content is there, and checks it. */
export async function visit(page: Page, screen: string): Promise<void> {
  const answer = await page.goto(screen);
  expect(answer?.status(), screen).toBe(200);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await expect(page.getByRole('main').locator('[aria-busy=true]')).toHaveCount(0);
  await expectClean(page);
}

const colorRules = ['color-contrast', 'link-in-text-block'];

/**
 * Checks the page with axe in both themes. Also checks that the document itself doesn't scroll: only areas
 * inside it do, so anything below is blank. Uses soft assertions, so that one run lists the problems of every screen.
 */
export async function expectClean(page: Page): Promise<void> {
  const below = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  expect.soft(below, `pixels below ${page.url()}`).toBe(0);
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${theme}\\b`));
    // Only colors differ in the dark theme. Legacy mode avoids opening a second page, which only frames need.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (theme === 'light' ? axe : axe.withRules(colorRules)).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join('\n')}`,
    );
    expect.soft(found, `${page.url()}, ${theme}`).toEqual([]);
  }
}
