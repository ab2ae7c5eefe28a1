import type { ReportView } from './types';

const LONGEST_NAME_CHARS = 60;
/** For names that become empty, such as names in other scripts. */
const NO_NAME = 'organization';

/**
 * Names a report's file by organization, view, date and coverage, for example
 * `latchkey-acme-keys-2026-11-20-46-of-48-members.csv`. The organization's name keeps only ASCII letters,
 * digits and dashes, which are safe in headers and on every file system.
 */
export function reportFileName(report: {
  organization: string;
  view: ReportView;
  /** The UTC day is used. */
  date: Date;
  /** The number of audited members; `total` is the number of all members. */
  audited: number;
  total: number;
  extension: string;
}): string {
  const { organization, view, date, audited, total, extension } = report;
  const day = date.toISOString().slice(0, 10);
  const coverage = `${audited}-of-${total}-members`;
  return `latchkey-${slugOf(organization)}-${view}-${day}-${coverage}.${extension}`;
}

/** Names a settings file: `latchkey-acme-rule-settings-version-3.json`. */
export function settingsFileName(file: { organization: string; version: number }): string {
  return `latchkey-${slugOf(file.organization)}-rule-settings-version-${file.version}.json`;
}

/** Names a file of replacement plans: `latchkey-acme-replacements-2026-11-20.csv`. */
export function replacementsFileName(file: { organization: string; date: Date }): string {
  return `latchkey-${slugOf(file.organization)}-replacements-${file.date.toISOString().slice(0, 10)}.csv`;
}

function slugOf(name: string): string {
  const slug = name
    .slice(0, LONGEST_NAME_CHARS * 4)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST_NAME_CHARS)
    .replace(/-+$/, '');
  return slug === '' ? NO_NAME : slug;
}
