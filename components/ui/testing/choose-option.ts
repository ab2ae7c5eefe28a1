import { fireEvent, screen } from '@testing-library/react';

/** Opens a `Select` with the keyboard. */
export function openSelect(name: string | RegExp): void {
  fireEvent.keyDown(screen.getByRole('combobox', { name }), { key: 'ArrowDown' });
}

/** Opens a `Select` and chooses one of its options. */
export function chooseOption(name: string | RegExp, option: string | RegExp): void {
  openSelect(name);
  fireEvent.click(screen.getByRole('option', { name: option }));
}
