import { expect, test } from '../fixtures';
import { AuditsPage } from '../pages/audits-page';
import { KeysPage } from '../pages/keys-page';
import { MembersPage } from '../pages/members-page';

test.use({ organizationName: 'partial' });

test('members who cannot be audited are named, with the reason, wherever a total stands', async ({
  page,
  signIn,
  latchkey,
}) => {
  const { simulator } = latchkey;
  simulator.faults.foreignMembers = 2;
  const audit = await latchkey.audit();
  expect(audit.status).toBe('partial');
  expect(audit.members).toMatchObject({ total: 48, audited: 46, blocked: 2 });
  const blocked = simulator.organization.members.filter(({ id }) =>
    simulator.foreignMemberIds().includes(id),
  );

  await signIn();
  await new KeysPage(page).open();
  const chip = page.getByRole('main').getByRole('link', { name: '46 of 48 members' });
  await chip.click();
  const members = new MembersPage(page);
  await expect(members.rows).toHaveCount(2);
  for (const { email } of blocked) {
    const row = members.rows.filter({ hasText: email ?? 'a member without an address' });
    await expect(row).toContainText('Blocked');
  }

  const audits = new AuditsPage(page);
  await audits.open();
  await expect(audits.rows).toHaveCount(1);
  await expect(audits.rows).toContainText('46 of 48');
  await audits.open(audit.id);
  await expect(page.getByRole('heading', { name: 'Coverage', exact: true })).toBeVisible();
});

test('an audit stopped half-way says so and keeps what it has', async ({
  page,
  signIn,
  latchkey,
}) => {
  const { simulator } = latchkey;
  simulator.faults.latencyMs = 250;
  await signIn();
  await page.goto('/keys');
  await page.getByRole('banner').getByRole('button', { name: 'Run audit' }).click();
  await page.getByRole('progressbar', { name: 'Audit progress' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('progressbar', { name: 'Audit progress' })).toBeHidden();
  simulator.faults.latencyMs = 0;
  const audits = new AuditsPage(page);
  await audits.open();
  await expect(audits.rows).toHaveCount(2);
  await expect(audits.rows.first()).toContainText('Cancelled');
  // The screens still show the previous finished audit.
  await new KeysPage(page).open();
  await expect(page.getByRole('main').getByText('46 of 48 members')).toBeVisible();
});

test('an audit whose members could not be listed again is nowhere called whole', async ({
  page,
  signIn,
  latchkey,
}) => {
  const { simulator } = latchkey;
  simulator.faults.foreignMembers = 0;
  // Listing all members takes two requests. The listing at the start succeeds, and the later one is refused.
  simulator.faults.status = { status: 403, paths: ['GET /v1/user'], skip: 2 };
  const audit = await latchkey.audit();
  simulator.faults.status = null;
  expect(audit).toMatchObject({ status: 'partial', reason: 'roster-unreadable' });
  expect(audit.members).toMatchObject({ total: 48, audited: 48 });

  await signIn();
  await page.goto('/');
  await expect(page.getByRole('main').getByText(/^This audit is partial\./)).toBeVisible();
  for (const screen of ['/keys', '/members', '/audits', '/activity', '/guides']) {
    await page.goto(screen);
    const chip = page.getByRole('banner').getByRole('link', { name: /48 of 48 members · partial/ });
    await expect(chip, screen).toBeVisible();
  }
  await new AuditsPage(page).open(audit.id);
  await expect(page.getByText(/It couldn’t be listed after the last member/)).toBeVisible();
});
