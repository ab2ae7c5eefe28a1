import type { Page } from '@playwright/test';

/** One of the simulator's pages, opened from a link in Latchkey. */
export class BraintrustPage {
  constructor(readonly page: Page) {}

  /** Follows a link to Braintrust, which opens a new tab. */
  static async follow(from: Page, link: RegExp): Promise<BraintrustPage> {
    const [page] = await Promise.all([
      from.waitForEvent('popup'),
      from.getByRole('link', { name: link }).click(),
    ]);
    const opened = new BraintrustPage(page);
    await page.getByRole('heading', { level: 1, name: /^Simulated Braintrust: / }).waitFor();
    return opened;
  }

  async createGroup(name: string, project: string, [permission, on]: [string, string]) {
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.page.getByRole('combobox', { name: 'Project' }).selectOption(project);
    await this.page.getByRole('group', { name: permission }).getByLabel(on).check();
    await this.page.getByRole('button', { name: 'Create group' }).click();
    await this.page.getByText('Group created.').waitFor();
  }

  async createAccount(name: string, group: string) {
    await this.page.getByRole('textbox', { name: 'Service account name' }).fill(name);
    await this.page.getByRole('combobox', { name: 'Permission group' }).selectOption(group);
    await this.page.getByRole('button', { name: 'Create service account' }).click();
    await this.page.getByText('Service account created.').waitFor();
  }

  async createToken(name: string, account: string) {
    await this.page.getByRole('combobox', { name: 'Service account' }).selectOption(account);
    await this.page.getByRole('textbox', { name: 'Token name' }).fill(name);
    await this.page.getByRole('textbox', { name: 'Expires after (days)' }).fill('90');
    await this.page.getByRole('button', { name: 'Create service token' }).click();
    await this.page.getByText('Service token created.').waitFor();
  }

  async deleteKey(preview: string) {
    await this.page.getByRole('searchbox').fill(preview);
    await this.page.getByRole('button', { name: 'Search' }).click();
    await this.page.getByRole('heading', { name: /^1 of \d+ keys$/ }).waitFor();
    await this.page.getByText('Delete…').click();
    await this.page.getByRole('button', { name: `(${preview})` }).click();
    await this.page.getByText('Key deleted.').waitFor();
  }
}
