import type { Locator, Page } from '@playwright/test';

export class MembersPage {
  readonly table: Locator;
  readonly rows: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole('table', { name: 'Members' });
    this.rows = this.table.getByRole('row').filter({ has: page.getByRole('cell') });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/members${query}`);
    await this.table.waitFor();
  }
}
