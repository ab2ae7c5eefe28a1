import { render, screen } from '@testing-library/react';
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

const shown = (...trend: Point[]) => render(<Trend trend={trend} settingsVersion={1} />).container;
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
