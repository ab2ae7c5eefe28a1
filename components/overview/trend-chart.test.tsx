import { render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Overview } from '@/lib/contract';
import { Trend } from './trend-chart';

type Point = Overview['trend'][number];

const point = (day: number, replace: number, partial: boolean): Point =>
  ({
    audit_id: `audit-${day}`,
    finished_at: `2026-11-${day}T12:00:00.000Z`,
    keys: 90,
    audited: partial ? 46 : 48,
    total: 48,
    partial,
    settings_version: 1,
    verdicts: { replace },
  }) as Point;

const show = (
  trend: readonly Point[],
  settingsChanges: Overview['settings_changes'] = [],
  verdicts = trend.at(-1)?.verdicts ?? null,
) =>
  render(
    <Trend
      audit={{ verdicts }}
      trend={trend}
      settingsVersion={1}
      settingsChanges={settingsChanges}
    />,
  ).container;
const shown = (...trend: Point[]) => show(trend);
const pointsOfLine = (page: HTMLElement) =>
  page.querySelector('polyline')?.getAttribute('points')?.split(' ').filter(Boolean).length;

it('a partial audit is named so, and is no point of the line', () => {
  const page = shown(point(10, 40, false), point(12, 20, true), point(14, 38, false));
  expect(pointsOfLine(page)).toBe(2);
  expect(
    screen.getByRole('link', { name: 'Nov 12, 2026: 20 keys to replace, partial audit' }),
  ).toBeDefined();
  expect(screen.getByRole('link', { name: 'Nov 14, 2026: 38 keys to replace' })).toBeDefined();
  expect(screen.getByText(/a lower count isn’t progress/)).toBeDefined();
});

it('says nothing of partial audits where there is none', () => {
  const page = shown(point(10, 40, false), point(14, 38, false));
  expect(pointsOfLine(page)).toBe(2);
  expect(screen.queryByText(/partial/i)).toBeNull();
});

it('needs two audits for a chart, and offers no table of one', () => {
  expect(pointsOfLine(shown(point(10, 40, false)))).toBeUndefined();
  expect(screen.queryByText('Show as table')).toBeNull();
});

it('marks where settings changed, once between two audits, in the chart and in its table', () => {
  const change = (version: number, at: string) => ({ version, at });
  show(
    [point(10, 40, false), point(20, 38, false)],
    [change(2, '2026-11-12T08:00:00.000Z'), change(3, '2026-11-15T12:00:00.000Z')],
  );
  const words = 'Settings changed on Nov 12, 2026; Nov 15, 2026';
  const mark = screen.getByRole('img', { name: words });
  expect(mark.title).toBe(words);
  expect(mark.style.left).toBe('50%');
  const rows = within(screen.getByRole('table', { hidden: true })).getAllByRole('row', {
    hidden: true,
  });
  expect(rows.map((row) => row.textContent.slice(0, 12))).toEqual([
    'AuditReplace',
    'Nov 20, 2026',
    'Settings cha',
    'Nov 10, 2026',
  ]);
});

it('says why the last point differs from the number after a follow-up', () => {
  const trend = [point(10, 45, false), point(14, 43, false)];
  show(trend);
  expect(screen.queryByText(/follow-up/)).toBeNull();
  show(trend, [], point(15, 40, false).verdicts);
  expect(
    screen.getByText(/The latest one had 43 keys to replace; after follow-up audits, 40\./),
  ).toBeDefined();
});
