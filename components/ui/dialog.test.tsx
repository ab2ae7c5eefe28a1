import { useState } from 'react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Dialog, DialogContent } from './dialog';

function Page() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button onClick={() => setOpen(true)}>Delete everything</button>
      {open ? (
        <Dialog open onOpenChange={() => setOpen(false)}>
          <DialogContent title="Delete everything?">
            <input aria-label="Name" />
          </DialogContent>
        </Dialog>
      ) : null}
    </>
  );
}

it('gives the focus back to the button that opened it', async () => {
  render(<Page />);
  const opener = screen.getByRole('button', { name: 'Delete everything' });
  opener.focus();
  fireEvent.click(opener);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Name')));
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
  await waitFor(() => expect(document.activeElement).toBe(opener));
});
