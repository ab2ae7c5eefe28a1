import { expectClean, screens, themes, visit } from '../axe';
import { test } from '../fixtures';

test.use({ organizationName: 'axe-after' });

let auditId: string;

// Runs again in each new worker: after a failed test, the new worker has its own empty server.
test.beforeAll(async ({ latchkey }) => {
  ({ id: auditId } = await latchkey.audit());
});

test.beforeEach(({ signIn }) => signIn());

test('axe finds nothing on the page of an audit', async ({ page }) => {
  await visit(page, `/audits/${auditId}`);
});

// A table with many rows takes axe long, so each theme is a test of its own.
for (const screen of screens) {
  for (const theme of themes) {
    test(`axe finds nothing on ${screen} after an audit, ${theme}`, async ({ page }) => {
      await visit(page, screen, [theme]);
    });
  }
}

for (const screen of ['/workloads', '/keys', '/members', '/service-tokens']) {
  for (const theme of themes) {
    test(`axe finds nothing in the panel of the first row of ${screen}, ${theme}`, async ({
      page,
    }) => {
      await page.goto(screen);
      await page.getByRole('table').getByRole('row').nth(1).getByRole('button').click();
      await page.getByRole('button', { name: 'Close panel' }).waitFor();
      await page.getByRole('status', { name: /^Loading/ }).waitFor({ state: 'detached' });
      await expectClean(page, [theme]);
    });
  }
}
