import { useState } from 'react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { CommandDialog, CommandInput, startsWord } from './command';

it.each(['ＭＥＭＢＥＲＳ', 'members', 'mem', 'members ca', 'café', 'CAFE\u0301'])(
  '%j finds its item',
  (text) => {
    expect(startsWord('Members Café', text)).toBe(true);
    expect(startsWord('Nothing else', text)).toBe(false);
  },
);

it('finds an item by the start of a word only', () => {
  expect(startsWord('Service tokens', 'ice')).toBe(false);
});

function Page() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button onClick={() => setOpen(true)}>Commands</button>
      {open ? (
        <CommandDialog label="Commands" onClose={() => setOpen(false)}>
          <CommandInput />
        </CommandDialog>
      ) : null}
    </>
  );
}

it('gives the focus back to what had it', async () => {
  render(<Page />);
  const opener = screen.getByRole('button', { name: 'Commands' });
  opener.focus();
  fireEvent.click(opener);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox')));
  fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Escape' });
  await waitFor(() => expect(document.activeElement).toBe(opener));
});
