/** A range of whole numbers that owners can enter, and what the form and the server say to another one. */
export type Range = { least: number; most: number; rule: string };

/** How long finished audits are kept. *Units*: days. */
export const RETENTION_DAYS = {
  least: 30,
  most: 3650,
  rule: 'Enter a whole number of days from 30 to 3,650.',
} as const satisfies Range;

/** How many keys Braintrust's settings page shows. */
export const SETTINGS_PAGE_COUNT = {
  least: 0,
  most: 10_000_000,
  rule: 'Enter a whole number from 0 to 10,000,000.',
} as const satisfies Range;
