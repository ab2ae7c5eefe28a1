import { screens } from '../axe';
import { expect, test } from '../fixtures';
import { SignInPage } from '../pages/sign-in-page';

test('every screen leads a stranger to sign in', async ({ page }) => {
  for (const screen of screens) {
    await page.goto(screen);
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(new SignInPage(page).key).toBeVisible();
  }
});

test('the API refuses a stranger with a problem document', async ({ request, latchkey }) => {
  const response = await request.get(`/api/v1/organization/${latchkey.simulator.orgId}/api-keys`);
  expect(response.status()).toBe(401);
  expect(response.headers()['content-type']).toContain('application/problem+json');
});

test('a wrong key and a member who is no owner are told apart, and neither gets in', async ({
  page,
  latchkey: { simulator },
}) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn('sk-fake-nobody-0000');
  await expect(signIn.problem).toBeVisible();
  const wrong = await signIn.problem.innerText();
  await signIn.signIn(simulator.keys.nonOwner);
  await expect(signIn.problem).not.toHaveText(wrong);
  await expect(signIn.problem).toContainText(/owner/i);
  await expect(page).toHaveURL(/\/sign-in/);
});

test('an unknown host is refused', async ({ request, latchkey }) => {
  const response = await request.get(`${latchkey.server.url}/sign-in`, {
    headers: { host: 'evil.example' },
  });
  expect(response.status()).toBeGreaterThanOrEqual(400);
});

test('the key appears in no page, script, cookie or storage', async ({
  page,
  signIn,
  latchkey: { simulator },
}) => {
  const { request } = page.context();
  const key = simulator.keys.owner;
  const addresses = new Set<string>();
  page.on('request', (request) => {
    expect(request.url()).not.toContain(key);
    if (request.method() === 'GET') addresses.add(request.url());
  });
  await signIn();
  await page.goto('/keys');
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  expect(addresses.size).toBeGreaterThan(5);

  const kept = await page.evaluate(
    () => JSON.stringify(Object.entries(localStorage)) + document.cookie,
  );
  const cookies = JSON.stringify(await page.context().cookies());
  const texts = [kept, cookies, await page.content()];
  for (const address of addresses) texts.push(await (await request.get(address)).text());
  for (const text of texts) expect(text.includes(key)).toBe(false);
});
