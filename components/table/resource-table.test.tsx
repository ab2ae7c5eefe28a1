import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { beforeEach, expect, it, vi } from 'vitest';
import { facetOptions, listOptions } from '@/lib/client';
import type { Audit } from '@/lib/contract';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { NoRows } from './no-rows';
import type { ResourceDefinition } from './resource-definition';
import { ResourceTable } from './resource-table';
import { SelectionBar } from './selection-bar';
import { SidePanel } from './side-panel';

type Lamp = { id: string; name: string };

const SCHEMA = {
  filters: { state: ['on', 'off'] },
  idFilters: ['room'],
  sorts: ['name'],
  defaultSort: 'name.asc',
} as const;

const LAMPS: readonly Lamp[] = ['Attic', 'Bath', 'Cellar'].map((name, at) => ({
  id: `lamp-${at + 1}`,
  name,
}));

/** A table of lamps that the server answers with `lamps`, or can't answer. */
function lampTable(lamps: () => readonly Lamp[]) {
  const asked: string[] = [];
  const definition: ResourceDefinition<Lamp> = {
    schema: SCHEMA,
    rows: (auditId, query) =>
      listOptions<Lamp>(
        ['audit', auditId, 'lamps', query],
        ({ search }) => {
          asked.push(`${auditId} ${query.q ?? ''} ${query.filters.state?.join(',') ?? ''}`);
          const start = lamps().findIndex(({ id }) => id === search.get('starting_after')) + 1;
          const objects = lamps().slice(start, start + Number(search.get('limit')));
          return Promise.resolve({ objects });
        },
        ({ id }) => id,
      ),
    facets: (auditId, query) =>
      facetOptions(
        ['audit', auditId, 'lamp-facets'],
        () => Promise.resolve({ total: lamps().length, unfiltered: LAMPS.length, facets: {} }),
        SCHEMA,
        query,
      ),
    exportView: 'keys',
    openParameter: 'lamp',
    text: {
      title: 'Lamps',
      table: 'All lamps',
      search: 'Search lamps',
      beforeFirstAudit: () => 'Run an audit to list lamps.',
    },
    count: ({ total }) => `${total} lamps`,
    filters: () => [{ name: 'state', label: 'State', word: (value) => value, chips: true }],
    idFilterText: (name, ids, rows) =>
      `${name}: ${ids.map((id) => rows.find((row) => row.id === id)?.name ?? id).join(', ')}`,
    columns: () => [{ id: 'name', header: 'Name', width: 100, cell: (row) => row.name }],
    card: (row) => row.name,
    Empty: ({ state }) => (
      <NoRows
        state={state}
        title={state.narrowed ? 'No matching lamps' : 'No lamps'}
        text="It is dark."
      />
    ),
    Panel: ({ id, row, onClose }) => (
      <SidePanel
        name={row?.name}
        kind="Lamp"
        detail={id}
        query={{ error: null, refetch: () => undefined }}
        onClose={onClose}
      >
        {(detail) => <p>Details of {detail}</p>}
      </SidePanel>
    ),
    selection: {
      rowName: ({ name }) => name,
      Bar: ({ ids, rows, selectAll, onClear }) => (
        <SelectionBar count={ids.length} selectAll={selectAll} onClear={onClear}>
          {rows.map(({ name }) => name).join(' and ')}
        </SelectionBar>
      ),
    },
  };
  return { definition, asked };
}

/** What the server answers about audits. */
let overview: { audit: Audit | null; running: null };

/** Shows the table as it is at this URL, and returns the URL that it then writes. */
function shown({
  searchParams = '',
  lamps = () => LAMPS,
}: { searchParams?: string; lamps?: () => readonly Lamp[] } = {}) {
  const url = { now: searchParams };
  const table = lampTable(lamps);
  renderInShell(
    <NuqsTestingAdapter
      hasMemory
      searchParams={searchParams}
      onUrlUpdate={({ queryString }) => {
        url.now = queryString;
      }}
    >
      <ResourceTable definition={table.definition} />
    </NuqsTestingAdapter>,
  );
  return { url, asked: table.asked };
}

beforeEach(() => {
  overview = { audit: { ...AUDIT, status: 'complete' }, running: null };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(overview)));
  // Only rows in view are rendered, and without a layout nothing has a height.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
});

const opener = (name: string) => screen.findByRole('button', { name });
const panel = (name: string) => screen.queryByRole('region', { name });

it('shows the rows of the latest audit with their number, and exports the same rows', async () => {
  const { asked } = shown({ searchParams: '?q=a&state=on' });
  expect(await opener('Attic')).toBeDefined();
  expect(asked).toEqual(['audit-1 a on']);
  expect(await screen.findByText('3 lamps')).toBeDefined();
  const href = screen.getByRole('link', { name: 'Export CSV' }).getAttribute('href') ?? '';
  expect(href).toContain('/audits/audit-1/export?');
  expect(Object.fromEntries(new URLSearchParams(href.split('?')[1]))).toMatchObject({
    q: 'a',
    state: 'on',
  });
});

it('asks again for another filter, and keeps the filter in the URL', async () => {
  const { asked, url } = shown();
  await opener('Attic');
  fireEvent.click(screen.getByRole('button', { name: /^off/ }));
  await waitFor(() => {
    expect(asked).toEqual(['audit-1  ', 'audit-1  off']);
  });
  expect(url.now).toBe('?state=off');
});

it('names the rows of an id filter that a link has set', async () => {
  shown({ searchParams: '?room=lamp-2' });
  expect(await screen.findByText('room: Bath')).toBeDefined();
});

it('opens the row in the URL, and Escape returns the focus to it', async () => {
  const { url } = shown({ searchParams: '?lamp=lamp-2' });
  await waitFor(() => {
    expect(panel('Bath')).not.toBeNull();
  });
  expect(screen.getByText('Details of lamp-2')).toBeDefined();
  fireEvent.keyDown(document.body, { key: 'Escape' });
  await waitFor(() => {
    expect(panel('Bath')).toBeNull();
  });
  expect(url.now).toBe('');
  expect(document.activeElement).toBe(await opener('Bath'));
});

it('shows the next row in the open panel without moving the focus', async () => {
  const { url } = shown();
  fireEvent.click(await opener('Attic'));
  await waitFor(() => {
    expect(panel('Attic')).not.toBeNull();
  });
  const elsewhere = screen.getByRole('button', { name: 'View' });
  elsewhere.focus();
  fireEvent.keyDown(elsewhere, { key: 'j' });
  await waitFor(() => {
    expect(panel('Bath')).not.toBeNull();
  });
  expect(url.now).toBe('?lamp=lamp-2');
  expect(document.activeElement).toBe(elsewhere);
});

it('goes on from the row that a link has opened', async () => {
  const { url } = shown({ searchParams: '?lamp=lamp-2' });
  await opener('Bath');
  fireEvent.keyDown(document.body, { key: 'j' });
  await waitFor(() => {
    expect(panel('Cellar')).not.toBeNull();
  });
  expect(url.now).toBe('?lamp=lamp-3');
  fireEvent.keyDown(document.body, { key: 'Escape' });
  fireEvent.keyDown(document.body, { key: 'k' });
  expect(document.activeElement).toBe(await opener('Bath'));
});

it('shows the actions for the selected rows until the selection is cleared', async () => {
  shown();
  await opener('Attic');
  for (const name of ['Bath', 'Cellar'])
    fireEvent.click(screen.getByRole('checkbox', { name: `Select ${name}` }));
  const bar = screen.getByRole('region', { name: 'Selection' });
  expect(bar.textContent).toContain('2 selected');
  expect(bar.textContent).toContain('Bath and Cellar');
  fireEvent.click(within(bar).getByRole('button', { name: 'Clear selection' }));
  expect(screen.queryByRole('region', { name: 'Selection' })).toBeNull();
});

/** More lamps than a table loads at once. */
const MANY: readonly Lamp[] = Array.from({ length: 650 }, (_, at) => ({
  id: `lamp-${at + 1}`,
  name: `Lamp ${at + 1}`,
}));

it('offers to select all matching rows, also those that are not loaded', async () => {
  shown({ lamps: () => MANY });
  await opener('Lamp 1');
  fireEvent.click(screen.getByRole('checkbox', { name: 'Select all loaded rows' }));
  const bar = await screen.findByRole('region', { name: 'Selection' });
  expect(bar.textContent).not.toContain('650 selected');
  fireEvent.click(await within(bar).findByRole('button', { name: 'Select all 650 matching' }));
  await within(bar).findByText('650 selected');
  expect(within(bar).queryByRole('button', { name: /^Select all/ })).toBeNull();
});

it('prints all rows with the shown columns, not only the rows in view', async () => {
  const printed: string[][] = [];
  vi.stubGlobal('print', () => {
    const paper = screen.getByRole('table', { name: 'Lamps: 650 lamps' });
    printed.push(
      within(paper)
        .getAllByRole('row')
        .map((row) => row.textContent),
    );
    window.dispatchEvent(new Event('afterprint'));
  });
  shown({ lamps: () => MANY });
  await opener('Lamp 1');
  expect(screen.queryByRole('button', { name: 'Lamp 650' })).toBeNull();
  fireEvent.keyDown(document.body, { key: 'p', ctrlKey: true });
  await waitFor(() => {
    expect(printed).toEqual([['Name', ...MANY.map(({ name }) => name)]]);
  });
  await waitFor(() => {
    expect(screen.queryByRole('table', { name: 'Lamps: 650 lamps' })).toBeNull();
  });
});

it('names the filter values of a link that it ignores, and removes them', async () => {
  const { url, asked } = shown({ searchParams: '?state=on,broken' });
  await opener('Attic');
  expect(asked).toEqual(['audit-1  on']);
  const notice = await screen.findByText(/ignored: State “broken”\.$/);
  fireEvent.click(screen.getByRole('button', { name: 'Remove from link' }));
  await waitFor(() => {
    expect(url.now).toBe('?state=on');
  });
  expect(notice.isConnected).toBe(false);
});

it('says why there are no rows, and clears the search', async () => {
  const { url } = shown({ searchParams: '?q=zeppelin', lamps: () => [] });
  expect(await screen.findByText('No matching lamps')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Clear search and filters' }));
  expect(await screen.findByText('No lamps')).toBeDefined();
  expect(url.now).toBe('');
});

it('says that the rows couldn’t be loaded, and loads them on request', async () => {
  let broken = true;
  shown({
    lamps: () => {
      if (broken) throw new Error('No answer');
      return LAMPS;
    },
  });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Couldn’t load this list.');
  broken = false;
  fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await opener('Attic')).toBeDefined();
});

it('says what the first audit will show', async () => {
  overview = { audit: null, running: null };
  const { asked } = shown();
  expect(await screen.findByText('Run an audit to list lamps.')).toBeDefined();
  expect(asked).toEqual([]);
});
