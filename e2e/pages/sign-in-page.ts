import type { Locator, Page } from '@playwright/test';

export class SignInPage {
  readonly key: Locator;
  readonly submit: Locator;
  readonly problem: Locator;

  constructor(readonly page: Page) {
    this.key = page.getByRole('textbox', { name: 'Braintrust API key' });
    this.submit = page.getByRole('button', { name: 'Sign in', exact: true });
    this.problem = page.getByRole('main').getByRole('alert');
  }

  async open(): Promise<void> {
    await this.page.goto('/sign-in');
  }

  async signIn(key: string): Promise<void> {
    await this.key.fill(key);
    await this.submit.click();
  }
}
