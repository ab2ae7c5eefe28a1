import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';

/** The page of one replacement: its steps and the actions of the current one. */
export class ReplacementPage {
  readonly steps: Locator;
  readonly current: Locator;
  readonly markAsDone: Locator;
  readonly checkNow: Locator;
  readonly start: Locator;
  readonly results: Locator;

  constructor(readonly page: Page) {
    this.steps = page.getByRole('list', { name: 'Steps' });
    this.current = this.steps.locator('[aria-current=step]');
    this.markAsDone = this.current.getByRole('button', { name: 'Mark as done' });
    this.checkNow = this.current.getByRole('button', { name: 'Check now' });
    this.results = page.getByRole('list', { name: 'Latest check results' });
    this.start = page.getByRole('button', { name: 'Create plan' });
  }

  /** Opens a plan from the list, by a part of its title. */
  async open(title: string): Promise<void> {
    await this.page.goto(`/replacements?q=${encodeURIComponent(title)}`);
    await this.page.getByRole('link', { name: title }).click();
    await this.steps.waitFor();
  }

  /** Fills in the form so that the token can only write logs to this project. */
  async chooseProject(project: string): Promise<void> {
    await this.start.waitFor();
    const suggested = this.page.getByRole('button', { name: /^Remove / });
    while ((await suggested.count()) > 0) await suggested.first().click();
    await this.page
      .getByRole('searchbox', { name: 'Add a project that the holder can access' })
      .fill(project);
    await this.page.getByRole('button', { name: `Add ${project}`, exact: true }).click();
    await this.page.getByRole('radio', { name: 'Write logs and traces' }).check();
  }

  async choose(select: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: select }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Shows the fields of a new plan that are suggested and rarely changed. */
  async showMoreOptions(): Promise<void> {
    await this.page.getByText('More options', { exact: true }).click();
  }

  /** Starts the plan and waits for its steps. */
  async begin(): Promise<void> {
    await this.start.click();
    await this.steps.waitFor();
  }

  /** Marks steps that only people can confirm, waiting for each to become the current one. */
  async mark(...titles: readonly RegExp[]): Promise<void> {
    for (const title of titles) {
      await this.at(title);
      await this.markAsDone.click();
    }
  }

  /** Waits until the step with this title is the current one. */
  async at(title: string | RegExp): Promise<void> {
    const opener = this.current.locator('button[aria-expanded]').filter({ hasText: title });
    await opener.waitFor();
  }

  /** The value that the step gives for one field of Braintrust's form. */
  async toCopy(label: string): Promise<string> {
    return this.steps
      .locator('dl > div')
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .locator('dd bdi')
      .innerText();
  }

  /** Downloads the CSV of the board or list on the page. Each row is a key. */
  async downloadCsv(): Promise<Record<string, string>[]> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('link', { name: 'Export CSV' }).click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    return parse<Record<string, string>>(csv, { bom: true, columns: true });
  }
}
