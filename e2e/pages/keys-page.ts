import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

/** The table of keys. */
export class KeysPage {
  readonly table: Locator;
  /** Rows with a key in them; the first row is the header. */
  readonly rows: Locator;
  readonly search: Locator;
  readonly exportCsv: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole('table', { name: 'API keys' });
    this.rows = this.table.getByRole('row').filter({ has: page.getByRole('cell') });
    this.search = page.getByRole('searchbox', { name: 'Search keys' });
    this.exportCsv = page
      .getByRole('link', { name: 'Export CSV' })
      .or(page.getByRole('button', { name: 'Export CSV' }));
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/keys${query}`);
    await this.table.waitFor();
  }

  header(name: string): Locator {
    return this.table.getByRole('columnheader', { name });
  }

  row(keyName: string): Locator {
    return this.rows.filter({ hasText: keyName });
  }

  /** The side panel, which is named after the key. */
  panel(keyName: string): Locator {
    return this.page
      .getByRole('dialog', { name: keyName })
      .or(this.page.getByRole('region', { name: keyName }));
  }

  /** Downloads what the table shows: the suggested file name and the text. */
  async downloadCsv(): Promise<{ fileName: string; text: string }> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.exportCsv.click(),
    ]);
    return {
      fileName: download.suggestedFilename(),
      text: await readFile(await download.path(), 'utf8'),
    };
  }
}
