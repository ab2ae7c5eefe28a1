import type { Locator, Page } from '@playwright/test';

/** The list of audits and the page of one audit. */
export class AuditsPage {
  readonly table: Locator;
  readonly rows: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole('table', { name: 'Audits' });
    this.rows = this.table.getByRole('row').filter({ has: page.getByRole('cell') });
  }

  async open(id = ''): Promise<void> {
    await this.page.goto(id === '' ? '/audits' : `/audits/${id}`);
  }
}
