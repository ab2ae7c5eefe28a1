import type { Locator, Page } from '@playwright/test';

/** Names of the navigation, as product.md's screens. */
export type Screen = 'Overview' | 'Keys' | 'Members' | 'Guides' | 'Audits' | 'Activity';

/** What is around every screen: navigation, header, the running audit. */
export class Shell {
  readonly navigation: Locator;
  readonly runAudit: Locator;
  readonly progress: Locator;

  constructor(readonly page: Page) {
    this.navigation = page.getByRole('navigation').first();
    this.runAudit = page.getByRole('banner').getByRole('button', { name: 'Run audit' });
    this.progress = page.getByRole('progressbar', { name: 'Audit progress' });
  }

  link(screen: Screen): Locator {
    return this.navigation.getByRole('link', { name: screen, exact: true });
  }

  async go(screen: Screen): Promise<void> {
    await this.link(screen).click();
    await this.page
      .getByRole('main')
      .getByRole('heading', { level: 1 })
      .filter({ hasText: screen })
      .waitFor();
  }
}
