import { useState } from 'react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { CommandDialog, CommandInput, CommandItem, CommandList } from './command';

it.each(['ＭＥＭＢＥＲＳ', 'members', 'café', 'CAFE\u0301'])('%j finds its item', (text) => {
  render(
    <CommandDialog label="Commands" onClose={() => undefined}>
      <CommandInput />
      <CommandList>
        <CommandItem>Members Café</CommandItem>
        <CommandItem>Nothing else</CommandItem>
      </CommandList>
    </CommandDialog>,
  );
  fireEvent.change(screen.getByRole('combobox'), { target: { value: text } });
  expect(screen.getAllByRole('option').map((item) => item.textContent)).toEqual(['Members Café']);
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
