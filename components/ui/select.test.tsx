import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { Field } from '@/components/form/field';
import { Select } from './select';
import { chooseOption, openSelect } from './testing/choose-option';

const OPTIONS = [
  { value: '', label: 'Default' } as const,
  ...(['high', 'low'] as const).map((value) => ({ value, label: `${value} severity` })),
];

function Example() {
  const [value, setValue] = useState<'' | 'high' | 'low'>('high');
  return (
    <Field label="Severity" error="Not this one." invalid>
      {(input) => <Select {...input} value={value} options={OPTIONS} onChange={setValue} />}
    </Field>
  );
}

beforeEach(() => {
  render(<Example />);
});

const select = () => screen.getByRole('combobox', { name: 'Severity' });

it('shows the chosen option before and after it was opened, also the empty value', () => {
  expect(select().textContent).toBe('high severity');
  chooseOption('Severity', 'low severity');
  expect(select().textContent).toBe('low severity');
  chooseOption('Severity', 'Default');
  expect(select().textContent).toBe('Default');
  expect(screen.queryByRole('option')).toBeNull();
});

it('opens with the keyboard at the chosen option, and closes without a change', () => {
  openSelect('Severity');
  const chosen = screen.getByRole('option', { name: 'high severity' });
  expect(chosen.getAttribute('data-state')).toBe('checked');
  fireEvent.keyDown(chosen, { key: 'Escape' });
  expect(screen.queryByRole('option')).toBeNull();
  expect(select().textContent).toBe('high severity');
});

it('has the label, the error and the state of its field', () => {
  expect(select().getAttribute('aria-invalid')).toBe('true');
  const described = select().getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(described.map((id) => document.getElementById(id)?.textContent)).toContain(
    'Not this one.',
  );
});

it('can be disabled', () => {
  cleanup();
  render(
    <Select aria-label="Severity" value="" options={OPTIONS} disabled onChange={() => undefined} />,
  );
  openSelect('Severity');
  expect(screen.queryByRole('option')).toBeNull();
});
