/** Settings pages of an organization in Braintrust. */
export const SETTINGS_PAGES = [
  'api-keys',
  'service-tokens',
  'groups',
  'audit-log',
  'api-url',
] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

/** Names of the pages; Braintrust's own pages use several for the same place. */
export const SETTINGS_PAGE_NAMES: Record<SettingsPage, string> = {
  'api-keys': 'Settings, API keys',
  'service-tokens': 'Settings, Service tokens',
  groups: 'Settings, Groups (also called Permission groups or Access control)',
  'audit-log': 'Settings, Audit log',
  'api-url': 'Settings, Data plane (also called API URL)',
};

/**
 * The address of a settings page; `appUrl` with or without a slash at its end.
 * Braintrust puts the organization in for `~` that the browser was in last.
 */
export function settingsUrl(appUrl: string, page: SettingsPage): string {
  return `${appUrl.replace(/\/+$/, '')}/app/~/configuration/org/${page}`;
}
