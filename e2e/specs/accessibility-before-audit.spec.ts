import { screensOfAudits, visit } from '../axe';
import { test } from '../fixtures';

test.use({ organizationName: 'axe-before' });

test('axe finds nothing on the sign-in page', async ({ page }) => {
  await visit(page, '/sign-in');
});

for (const screen of screensOfAudits) {
  test(`axe finds nothing on ${screen} before the first audit`, async ({ page, signIn }) => {
    await signIn();
    await visit(page, screen);
  });
}
