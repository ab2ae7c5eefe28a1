import type { Locator, Page } from '@playwright/test';

/** History of audits, and one of them. */
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
