import type { Locator, Page } from '@playwright/test';

export class WorkloadsPage {
  readonly table: Locator;
  readonly rows: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole('table', { name: 'Workloads' });
    this.rows = this.table.getByRole('row').filter({ has: page.getByRole('cell') });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/workloads${query}`);
    await this.table.waitFor();
  }

  /** Opens the panel of the workload with this name. */
  async openPanel(name: string): Promise<Locator> {
    await this.rows.getByRole('button', { name, exact: true }).click();
    return this.page.getByRole('region', { name });
  }
}
