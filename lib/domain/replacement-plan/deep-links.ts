/** An organization's settings pages in Braintrust. */
export const SETTINGS_PAGES = [
  'api-keys',
  'service-tokens',
  'groups',
  'audit-log',
  'api-url',
] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

/** The pages' names. Braintrust itself uses several names for the same page. */
export const SETTINGS_PAGE_NAMES: Record<SettingsPage, string> = {
  'api-keys': 'Settings, API keys',
  'service-tokens': 'Settings, Service tokens',
  groups: 'Settings, Groups (also called Permission groups or Access control)',
  'audit-log': 'Settings, Audit log',
  'api-url': 'Settings, Data plane (also called API URL)',
};

/**
 * Returns a settings page's URL. Braintrust replaces `~` with the organization that the browser used last.
 */
export function settingsUrl(appUrl: string, page: SettingsPage): string {
  return `${appUrl.replace(/\/+$/, '')}/app/~/configuration/org/${page}`;
}
