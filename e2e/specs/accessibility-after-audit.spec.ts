import { expectClean, screens, visit } from '../axe';
import { test } from '../fixtures';

test.use({ organizationName: 'axe-after' });

let auditId: string;

// Runs again in each new worker: after a failed test, the new worker has its own empty server.
test.beforeAll(async ({ latchkey }) => {
  ({ id: auditId } = await latchkey.audit());
});

test('axe finds nothing on the page of an audit', ({ sharedPage }) =>
  visit(sharedPage, `/audits/${auditId}`));

for (const screen of screens) {
  test(`axe finds nothing on ${screen} after an audit`, ({ sharedPage }) =>
    visit(sharedPage, screen));
}

for (const screen of ['/workloads', '/keys', '/members', '/service-tokens']) {
  test(`axe finds nothing in the panel of the first row of ${screen}`, async ({
    sharedPage: page,
  }) => {
    await page.goto(screen);
    await page.getByRole('table').getByRole('row').nth(1).getByRole('button').click();
    await page.getByRole('button', { name: 'Close panel' }).waitFor();
    await page.getByRole('status', { name: /^Loading/ }).waitFor({ state: 'detached' });
    await expectClean(page);
  });
}
