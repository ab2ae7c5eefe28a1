import { screensOfAudits, visit } from '../axe';
import { test } from '../fixtures';

test.use({ organizationName: 'axe-before' });

test('axe finds nothing on the sign-in page', ({ page }) => visit(page, '/sign-in'));

for (const screen of screensOfAudits) {
  test(`axe finds nothing on ${screen} before the first audit`, ({ sharedPage }) =>
    visit(sharedPage, screen));
}
