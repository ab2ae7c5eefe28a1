import type { Audit } from '@/lib/contract';
import { formatNumber, formatUtc, plural } from '@/lib/domain/core';
import { cellsOf, fit, terminalText } from './terminal-text';
import type { ReportView, SettingsUsed, TableColumn } from './types';

const GAP = '  ';

/**
 * Writes an aligned table for terminals. It starts with a line on organization, time and coverage, and a
 * line on the settings if known. The first batch sets the column widths, so that no rows must be kept.
 * Longer cells are cut with "…".
 */
export async function* writeTable<Row>(
  columns: readonly TableColumn<Row>[],
  rows: AsyncIterable<readonly Row[]>,
  { audit, view, settings }: { audit: Audit; view: ReportView; settings?: SettingsUsed },
): AsyncGenerator<string> {
  let widths: number[] | null = null;
  let count = 0;
  yield `${titleOf(audit)}\n${settings ? `${settingsText(settings)}\n` : ''}\n`;
  for await (const batch of rows) {
    if (batch.length === 0) continue;
    const cells = batch.map((row) =>
      columns.map(({ value, maxWidth }) => cellText(value(row), maxWidth)),
    );
    if (widths === null) {
      widths = widthsOf(columns, cells);
      const titles = columns.map(({ title }) => title);
      yield lineOf(columns, widths, titles) + lineOf(columns, widths, widths.map(ruler));
    }
    const known = widths;
    yield cells.map((line) => lineOf(columns, known, line)).join('');
    count += batch.length;
  }
  const things = view.replace('-', ' ');
  yield `${count === 0 ? '' : '\n'}${plural(count, things.slice(0, -1), things)}.\n`;
}

const ruler = (width: number): string => '─'.repeat(width);

function titleOf(audit: Audit): string {
  const { audited, total } = audit.members;
  return [
    terminalText(audit.organization_name),
    `${formatNumber(audited)} of ${plural(total, 'member')} audited`,
    ...earlyEnds(audit),
    audit.status,
    audit.finished_at === null ? 'not finished' : formatUtc(audit.finished_at),
    `audit ${audit.id}`,
  ].join(' · ');
}

function earlyEnds({ lists_ended_early: lists }: Audit): string[] {
  if (lists === null || lists === 0) return [];
  return [`${plural(lists, 'key list')} ended at a short page`];
}

/** Describes in one line the settings with their version, and the owners' decisions if there are any. */
export function settingsText({ version, source, exceptions, used_by }: SettingsUsed): string {
  const decided = [
    ...(exceptions > 0 ? [plural(exceptions, 'accepted risk')] : []),
    ...(used_by > 0 ? [plural(used_by, 'usage override')] : []),
  ];
  return [`Settings: ${terminalText(source)}, version ${version}`, ...decided].join(', ');
}

/** Cuts long names before measuring them, because a name may have thousands of characters. */
function cellText(value: string | number, maxWidth: number): string {
  const text = String(value);
  return terminalText(text.length > maxWidth * 4 ? text.slice(0, maxWidth * 4) : text);
}

function widthsOf<Row>(
  columns: readonly TableColumn<Row>[],
  cells: readonly (readonly string[])[],
): number[] {
  return columns.map(({ title, maxWidth }, index) => {
    const widest = cells.reduce(
      (width, line) => Math.max(width, cellsOf(line[index] ?? '')),
      title.length,
    );
    return Math.min(widest, Math.max(maxWidth, title.length));
  });
}

function lineOf<Row>(
  columns: readonly TableColumn<Row>[],
  widths: readonly number[],
  cells: readonly string[],
): string {
  const fitted = columns.map(({ align }, index) =>
    fit(cells[index] ?? '', widths[index] ?? 0, align),
  );
  return `${fitted.join(GAP).trimEnd()}\n`;
}
