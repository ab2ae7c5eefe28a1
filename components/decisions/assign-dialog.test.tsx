// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Assignment } from '@/lib/contract';
import { errorOf, renderInShell } from '@/components/shell/testing/render-in-shell';
import { AssignDialog } from './assign-dialog';

const save = vi.fn<(assignment: Assignment) => Promise<void>>();
const onClose = vi.fn();

beforeEach(() => {
  save.mockReset().mockResolvedValue();
  onClose.mockReset();
  renderInShell(
    <AssignDialog current={{ assignee: 'Ada', due: '2026-12-04' }} save={save} onClose={onClose} />,
  );
});
afterEach(cleanup);

const assignee = () => screen.getByLabelText<HTMLInputElement>('Assignee');
const due = () => screen.getByLabelText<HTMLInputElement>('Due date');
const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Save' });
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

it('saves what was typed, and an empty field removes the value', async () => {
  expect([assignee().value, due().value]).toEqual(['Ada', '2026-12-04']);
  type(assignee(), ' bo@acme.test ');
  type(due(), '');
  fireEvent.click(button());
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(save.mock.calls[0]?.[0]).toEqual({ assignee: 'bo@acme.test', due: null });
});

it('keeps what was typed when saving fails, and says why', async () => {
  save.mockRejectedValue(new Error('The database is full.'));
  type(assignee(), 'Bo');
  fireEvent.click(button());
  expect(await screen.findByText(/The database is full/)).toBeDefined();
  expect(assignee().value).toBe('Bo');
  expect(onClose).not.toHaveBeenCalled();
});

it('refuses a year that someone mistyped', () => {
  type(due(), '0206-12-04');
  expect(errorOf(due())).toBe('Choose a date after 1999.');
  expect(button().disabled).toBe(true);
});
