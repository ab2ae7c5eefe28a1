// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { CommandDialog, CommandInput, CommandItem, CommandList } from './command';

afterEach(cleanup);

it.each(['ＭＥＭＢＥＲＳ', 'members', 'café', 'CAFE\u0301'])('%j finds its item', (text) => {
  render(
    <CommandDialog open label="Commands">
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
