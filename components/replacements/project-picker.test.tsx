import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ProjectPicker } from './project-picker';

it('offers permissions in words', () => {
  const grants = [
    { permission: 'create_acls', restrict_object_type: null },
    { permission: 'update', restrict_object_type: 'project_log' },
  ];
  const onChange = vi.fn();
  render(
    <ProjectPicker
      projects={[{ id: 'p-1', name: 'ingest', grants }]}
      today={null}
      choices={[]}
      problems={[]}
      onChange={onChange}
    />,
  );
  fireEvent.click(screen.getByRole('checkbox', { name: 'update (logs only)' }));
  expect(onChange).toHaveBeenCalledWith([{ id: 'p-1', name: 'ingest', grants: [grants[0]] }]);
  expect(screen.getByRole('checkbox', { name: 'grant access' })).toBeDefined();
});

it.each([
  ['Café', 'CAFE\u0301'],
  ['Rene\u0301', 'rené'],
  ['Ｗｉｄｔｈ', 'width'],
])('the project %j is found by %j', (name, text) => {
  render(
    <ProjectPicker
      projects={[]}
      today={null}
      choices={[
        { id: 'p-1', name, likely: false },
        { id: 'p-2', name: 'ingest', likely: false },
      ]}
      problems={[]}
      onChange={() => undefined}
    />,
  );
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: text } });
  const found = screen.getAllByRole('button', { name: /^Add / });
  expect(found.map((button) => button.getAttribute('aria-label'))).toEqual([`Add ${name}`]);
});
