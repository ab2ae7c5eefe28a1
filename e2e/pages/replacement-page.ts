import type { Locator, Page } from '@playwright/test';

/** One replacement: its steps and what can be done in the current one. */
export class ReplacementPage {
  readonly steps: Locator;
  readonly current: Locator;
  readonly markAsDone: Locator;
  readonly checkNow: Locator;
  readonly start: Locator;

  constructor(readonly page: Page) {
    this.steps = page.getByRole('list', { name: 'Steps' });
    this.current = this.steps.locator('[aria-current=step]');
    this.markAsDone = this.current.getByRole('button', { name: 'Mark as done' });
    this.checkNow = this.current.getByRole('button', { name: 'Check now' });
    this.start = page.getByRole('button', { name: 'Start this replacement' });
  }

  /** Waits until the step of that title is the current one. */
  async at(title: string | RegExp): Promise<void> {
    const opener = this.current.locator('button[aria-expanded]').filter({ hasText: title });
    await opener.waitFor({ timeout: 30_000 });
  }

  /** The text of what one field of the step is to be filled with. */
  async toCopy(label: string): Promise<string> {
    return this.steps
      .locator('dl > div')
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .locator('dd bdi')
      .innerText();
  }
}
