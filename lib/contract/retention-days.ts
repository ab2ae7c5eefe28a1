/** Allowed range for how long finished audits are kept. *Units*: days. */
export const RETENTION_DAYS = { least: 30, most: 3650 } as const;
