import type { Locator, Page } from '@playwright/test';

/** Names of the navigation links. */
export type Screen =
  'Overview' | 'Workloads' | 'Keys' | 'Members' | 'Guides' | 'Audits' | 'Activity';

/** The parts around every screen: navigation, header and the running audit. */
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
