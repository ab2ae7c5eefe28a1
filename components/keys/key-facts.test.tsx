import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { KeyFacts } from './key-facts';
import { AT, KEY_DETAIL } from './testing/key-detail';

/** The value beside a label. */
const fact = (label: string) => screen.getByText(label).nextElementSibling;

it('tells when the holder was last active, as the person’s activity', () => {
  render(<KeyFacts detail={KEY_DETAIL} />);
  expect(fact('Holder last active')?.querySelector('time')?.dateTime).toBe(AT);
  expect(fact('Holder last active')?.textContent).toContain(
    'Activity of the holder, not of this key',
  );
});

it('says unknown where Braintrust does not tell', () => {
  render(<KeyFacts detail={{ ...KEY_DETAIL, holder_last_active_at: null }} />);
  expect(fact('Holder last active')?.textContent).toMatch(/^unknown/i);
});

it('links to the workload by its name', () => {
  render(
    <KeyFacts detail={{ ...KEY_DETAIL, workload: 'ingest prod', workload_name: 'prod ingest' }} />,
  );
  const link = screen.getByRole('link', { name: 'prod ingest' });
  expect(link.getAttribute('href')).toBe('/workloads?workload=ingest%20prod&audit=audit-1');
});
