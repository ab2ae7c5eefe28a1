import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { EvidenceLines } from './evidence-lines';

it('shows a day as a date that people read, and a name that looks like one as it is', () => {
  render(
    <EvidenceLines
      evidence={[
        { label: 'Created on', value: '2026-08-22' },
        { label: 'Name', value: '2026-08-22' },
      ]}
    />,
  );
  expect(screen.getByText('Created on:').nextElementSibling?.textContent).toBe('Aug 22, 2026');
  expect(screen.getByText('Name:').nextElementSibling?.textContent).toBe('2026-08-22');
});
