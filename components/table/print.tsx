'use client';
import dynamic from 'next/dynamic';
import { useEffect, type ReactNode } from 'react';
import { copy } from './copy';
import type { PrintRowsProps } from './print-rows';

const PrintRows = dynamic(() => import('./print-rows').then((m) => m.PrintRows), {
  ssr: false,
}) as <Row extends { id: string }>(props: PrintRowsProps<Row>) => ReactNode; // as: `dynamic` loses the row's type

type PrintProps<Row extends { id: string }> = Omit<PrintRowsProps<Row>, 'facets' | 'onDone'> & {
  facets: PrintRowsProps<Row>['facets'] | undefined;
  printing: boolean;
  onChange: (printing: boolean) => void;
};

/**
 * What a table prints: all its rows while `printing`, which the browser's shortcut starts. The browser's own
 * menu can't wait for rows, so it prints how to get them.
 */
export function Print<Row extends { id: string }>(props: PrintProps<Row>) {
  // It renders with its table only, so caching its parts would only add code.
  'use no memo';
  const { facets, printing, onChange, ...table } = props;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'p' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      onChange(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onChange]);
  return printing && facets ? (
    <PrintRows {...table} facets={facets} onDone={() => onChange(false)} />
  ) : (
    <p className="print-only">{copy.print.onlyHere}</p>
  );
}
