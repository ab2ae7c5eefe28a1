/** The pages of the settings, in the order of their navigation. */
export const SETTINGS_SCREENS = [
  { href: '/settings', name: 'Connection' },
  { href: '/settings/rules', name: 'Rule settings' },
  { href: '/settings/exceptions', name: 'Accepted risks' },
  { href: '/settings/revoking', name: 'Revoking keys' },
  { href: '/settings/sessions', name: 'Sessions' },
  { href: '/settings/data', name: 'Data' },
] as const;
