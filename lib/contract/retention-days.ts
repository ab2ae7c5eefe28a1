/** How many days finished audits may be kept: at least a month, at most ten years. */
export const RETENTION_DAYS = { least: 30, most: 3650 } as const;
