import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

export class KeysPage {
  readonly table: Locator;
  /** Rows with a key. The first row of the table is the header. */
  readonly rows: Locator;
  readonly search: Locator;
  readonly exportCsv: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole('table', { name: 'API keys' });
    this.rows = this.table.getByRole('row').filter({ has: page.getByRole('cell') });
    this.search = page.getByRole('searchbox', { name: 'Search keys' });
    this.exportCsv = page.getByRole('link', { name: 'Export CSV', exact: true });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/keys${query}`);
    await this.table.waitFor();
  }

  /** The counts "n of m keys". They are only on screen while a filter or search is active. */
  async counts(): Promise<{ shown: number; all: number }> {
    const text = await this.page.getByText(/^[\d,]+ of [\d,]+ keys?$/).innerText();
    const [shown = NaN, all = NaN] =
      text.match(/[\d,]+/g)?.map((n) => Number(n.replace(',', ''))) ?? [];
    return { shown, all };
  }

  header(name: string): Locator {
    return this.table.getByRole('columnheader', { name });
  }

  row(keyName: string): Locator {
    return this.rows.filter({ hasText: keyName });
  }

  /** Opens the first row's panel and returns the key's name. */
  async openFirst(): Promise<string> {
    const opener = this.rows.first().getByRole('button').first();
    const name = (await opener.innerText()).trim();
    await opener.click();
    return name;
  }

  /** The side panel, which is named after the key. */
  panel(keyName: string): Locator {
    return this.page
      .getByRole('dialog', { name: keyName })
      .or(this.page.getByRole('region', { name: keyName }));
  }

  /** Downloads the CSV of the current rows. `text` is without its byte order mark. */
  async downloadCsv(): Promise<{ fileName: string; bom: boolean; text: string }> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.exportCsv.click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    const bom = text.startsWith('\ufeff');
    return { fileName: download.suggestedFilename(), bom, text: bom ? text.slice(1) : text };
  }
}
