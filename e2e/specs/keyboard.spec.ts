import { expect, test } from '../fixtures';
import { KeysPage } from '../pages/keys-page';
import { Shell } from '../pages/shell';
import { SignInPage } from '../pages/sign-in-page';

test.beforeAll(async ({ latchkey }) => {
  await latchkey.audit();
});

test('the main job needs no mouse', async ({ page, latchkey }) => {
  const { keyboard } = page;
  const keys = new KeysPage(page);
  const shell = new Shell(page);
  const signIn = new SignInPage(page);
  await signIn.open();
  await expect(signIn.key).toBeFocused();
  await keyboard.insertText(latchkey.simulator.keys.owner);
  await expect(signIn.submit).toBeEnabled();
  await keyboard.press('Enter');
  await shell.link('Keys').focus();
  await keyboard.press('Enter');
  await expect(keys.rows.first()).toBeVisible();

  await keyboard.press('/');
  await expect(keys.search).toBeFocused();
  await keyboard.type('prod');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/prod/);
  await keyboard.press('Escape');
  await expect(page).not.toHaveURL(/prod/);
  await keyboard.press('Escape');
  await expect(keys.search).not.toBeFocused();

  const openers = keys.rows.getByRole('button');
  await keyboard.press('j');
  await expect(openers.nth(0)).toBeFocused();
  await keyboard.press('j');
  await expect(openers.nth(1)).toBeFocused();
  await keyboard.press('k');
  await expect(openers.nth(0)).toBeFocused();
  const name = (await openers.nth(0).innerText()).trim();
  await keyboard.press('Enter');
  await expect(keys.panel(name)).toBeVisible();
  await keyboard.press('Escape');
  await expect(keys.panel(name)).toBeHidden();
  await expect(openers.nth(0)).toBeFocused();
});

test('every stop of the Tab key can be seen and has a name', async ({ page, signIn }) => {
  await signIn();
  await new KeysPage(page).open();
  const seen = new Set<string>();
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) break; // past the last one
    const stop = await focused.evaluate((element) => ({
      name:
        element.getAttribute('aria-label') ??
        (element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined) ??
        element.textContent,
      outlined:
        getComputedStyle(element).outlineStyle !== 'none' ||
        element.matches('[tabindex="-1"]') ||
        getComputedStyle(element).boxShadow !== 'none',
    }));
    expect(stop.name.trim(), await focused.evaluate((e) => e.outerHTML)).not.toBe('');
    expect(stop.outlined, `${stop.name} shows that it has the focus`).toBe(true);
    seen.add(stop.name);
  }
  expect(seen.size).toBeGreaterThan(10);
});
