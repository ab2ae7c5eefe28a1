import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { isPageHeld } from '@/lib/client/held-page';
import type { RulePage, RuleSettings, SettingsComparison } from '@/lib/contract';
import { RULE_IDS } from '@/lib/domain/core';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { errorOf, refusal, renderInShell } from '@/components/shell/testing/render-in-shell';
import { chooseOption } from '@/components/ui/testing/choose-option';
import { RuleSettingsForm } from './rule-settings-form';

const SETTINGS: RuleSettings = {
  plan: 'unknown',
  oldKeyDays: { low: 90, medium: 180, high: 365 },
  expiresSoonDays: { low: 30, medium: 7 },
  severalKeys: { low: 2, medium: 5 },
  oldServiceTokenDays: 180,
  domains: ['acme.com'],
  switchedOff: {},
  automaticTokens: ['token-1'],
  severityOverrides: {},
  workloadWords: ['ci', 'cloud run'],
  personWords: ['laptop'],
  commonWords: [],
  vagueWords: ['test'],
  sharedMailboxWords: [],
};
const NO_CHANGE: SettingsComparison = {
  audit_id: 'a-1',
  findings_fewer: 0,
  findings_more: 0,
  by_rule: [],
  verdicts: [],
};

const RULES = RULE_IDS.map((id): RulePage => ({
  id,
  title: `Rule ${id}`,
  subject: 'key',
  description: '',
  why: '',
  decides: [],
  cannotKnow: null,
  severities: id === 'old-key' ? ['high', 'medium', 'low'] : ['medium'],
  severityOverride: null,
  switchedOff: null,
  adjustable: false,
  references: [],
}));

/** The audit that the latest findings are of. */
let latest: object | null;
/** What was sent to be saved, and what the server answers. */
let sent: { based_on: number; settings: RuleSettings }[];
let answer: (settings: RuleSettings) => Response;

const storedAs = (settings: RuleSettings, version = 4) => ({
  version,
  settings,
  defaults: SETTINGS,
  changed_at: null,
  changed_by: null,
});

beforeEach(() => {
  sent = [];
  latest = { ...AUDIT, not_assessed: [{ rule: 'expires-soon', reason: 'no date', subjects: 1 }] };
  answer = (settings) => Response.json(storedAs(settings, 5));
  vi.stubGlobal('fetch', (url: string, { body }: { body: string }) => {
    if (url.endsWith('/overview')) {
      const old = { rule: 'old-key', subject_type: 'key', findings: 38, severities: {} };
      return Promise.resolve(Response.json({ audit: latest, rules: latest ? [old] : [] }));
    }
    const asked = JSON.parse(body) as (typeof sent)[number];
    if (url.endsWith('/preview')) return Promise.resolve(Response.json(NO_CHANGE));
    sent.push(asked);
    return Promise.resolve(answer(asked.settings));
  });
  show();
});

const show = () =>
  renderInShell(
    <RuleSettingsForm rules={RULES} stored={storedAs(SETTINGS)} onReload={() => undefined} />,
  );

const group = (name: string) => within(screen.getByRole('group', { name }));
const low = () => group('Old key').getByRole<HTMLInputElement>('textbox', { name: 'Low from' });
const medium = () =>
  group('Old key').getByRole<HTMLInputElement>('textbox', { name: 'Medium from' });
const domains = () =>
  screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Domains, one per line' });
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const button = (name: string) => screen.queryByRole('button', { name });
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save settings' }));

it('nothing can be saved until something is changed, and undoing a change is none', async () => {
  expect(button('Save settings')).toBeNull();
  expect(isPageHeld()).toBe(false);
  type(low(), '60');
  await waitFor(() => expect(button('Save settings')).not.toBeNull());
  expect(isPageHeld()).toBe(true);
  type(low(), '90');
  await waitFor(() => expect(button('Save settings')).toBeNull());
  expect(isPageHeld()).toBe(false);
});

it('saves only what was changed, as the server reads it, and shows what it stored', async () => {
  type(low(), ' 60 ');
  type(domains(), '  ACME.com,\n\nacme.com, bücher.example');
  chooseOption('Severity of “Rule old-key”', 'Critical');
  fireEvent.click(screen.getByRole('checkbox', { name: '“Rule never-expires” enabled' }));
  type(
    screen.getByRole('textbox', { name: 'Reason for disabling “Rule never-expires”' }),
    ' until the move ',
  );
  await waitFor(() => expect(button('Save settings')).not.toBeNull());
  save();
  await waitFor(() => expect(button('Save settings')).toBeNull());
  expect(sent).toEqual([
    {
      based_on: 4,
      settings: {
        ...SETTINGS,
        oldKeyDays: { low: 60, medium: 180, high: 365 },
        domains: ['acme.com', 'bücher.example'],
        severityOverrides: { 'old-key': 'critical' },
        switchedOff: { 'never-expires': 'until the move' },
      },
    },
  ]);
  expect(domains().value).toBe('acme.com\nbücher.example');
  expect(isPageHeld()).toBe(false);
});

it.each([
  ['', 'Enter a whole number from 1 to 36,500.'],
  ['1e2', 'Enter a whole number from 1 to 36,500.'],
  ['36501', 'Enter a whole number from 1 to 36,500.'],
])('the number %j is refused beside its field', async (text, error) => {
  type(low(), text);
  await waitFor(() => expect(errorOf(low())).toBe(error));
  expect(low().value).toBe(text);
});

it('a threshold that contradicts another one is refused, whichever of them was changed', async () => {
  type(low(), '200');
  await waitFor(() => expect(errorOf(medium())).toBe('Must be at least the low value.'));
  type(low(), '100');
  await waitFor(() => expect(errorOf(medium())).toBeNull());
});

it('an invalid setting is not sent; its field is focused, also after changes were discarded', async () => {
  type(domains(), 'other.example');
  fireEvent.click(await screen.findByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(button('Discard')).toBeNull());
  type(domains(), 'acme.com\n*.acme.com');
  await waitFor(() =>
    expect(errorOf(domains())).toMatch(/^“\*\.acme\.com” isn’t an email domain\./),
  );
  save();
  await waitFor(() => expect(document.activeElement).toBe(domains()));
  expect(sent).toEqual([]);
});

it('a rule can be disabled only with a reason', async () => {
  fireEvent.click(screen.getByRole('checkbox', { name: '“Rule old-key” enabled' }));
  const reason = screen.getByRole('textbox', { name: 'Reason for disabling “Rule old-key”' });
  await waitFor(() => expect(errorOf(reason)).toMatch(/^Enter a reason\./));
  save();
  await waitFor(() => expect(document.activeElement).toBe(reason));
  expect(sent).toEqual([]);
});

it('a rule that is enabled and disabled again has its reason back', () => {
  const enabled = screen.getByRole('checkbox', { name: '“Rule old-key” enabled' });
  const reason = { name: 'Reason for disabling “Rule old-key”' };
  fireEvent.click(enabled);
  type(screen.getByRole('textbox', reason), 'our keys live long');
  fireEvent.click(enabled);
  expect(screen.queryByRole('textbox', reason)).toBeNull();
  fireEvent.click(enabled);
  expect(screen.getByRole<HTMLInputElement>('textbox', reason).value).toBe('our keys live long');
});

it('keeps everything typed when saving fails, and says why', async () => {
  answer = () =>
    refusal(409, 'changed-meanwhile', 'Someone saved version 5.', {
      changed: { version: 5, by: 'eve@acme.com', at: null },
    });
  type(domains(), 'acme.com, other.example');
  await waitFor(() => expect(button('Save settings')).not.toBeNull());
  save();
  expect((await screen.findByRole('alert')).textContent).toContain('saved version 5');
  expect(domains().value).toBe('acme.com, other.example');
  expect(isPageHeld()).toBe(true);
});

it('discards changes, and sets a word list back to its default', async () => {
  type(domains(), 'other.example');
  const words = screen.getByRole<HTMLTextAreaElement>('textbox', {
    name: 'Workload keywords, one per line',
    hidden: true,
  });
  type(words, 'zeppelin');
  await waitFor(() => expect(screen.getByText('1 word · changed')).toBeDefined());
  const [reset] = screen.getAllByRole('button', { name: 'Reset to default', hidden: true });
  if (reset) fireEvent.click(reset);
  await waitFor(() => expect(words.value).toBe('ci\ncloud run'));
  fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(domains().value).toBe('acme.com'));
  expect(button('Discard')).toBeNull();
  chooseOption(/^Your Braintrust plan/, 'Starter');
  await waitFor(() => expect(button('Save settings')).not.toBeNull());
});

const row = (rule: string) => screen.getByRole('row', { name: new RegExp(`Rule ${rule}`) });
const cells = (rule: string) =>
  within(row(rule))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

it('shows the default of each rule and what it finds now, and says what is unknown', async () => {
  await waitFor(() => expect(cells('old-key').at(4)).toBe('38'));
  expect(cells('old-key').at(1)).toBe('High, Medium, Low');
  expect(within(row('old-key')).getByRole('link', { name: '38: Rule old-key' })).toBeDefined();
  expect(cells('never-expires').at(4)).toBe('None');
  expect(cells('expires-soon').at(4)).toBe('unknown');
  expect(screen.getByText(/^Findings now are those of the audit of Nov 20, 2026/)).toBeDefined();
});

it('knows no findings before the first audit', async () => {
  cleanup();
  latest = null;
  show();
  await waitFor(() => expect(screen.getAllByTitle('No audit yet')).toHaveLength(RULES.length));
  expect(cells('old-key').at(4)).toBe('unknown');
});

it('marks a rule that was changed, and resets it with one click', async () => {
  const severity = screen.getByRole('combobox', { name: 'Severity of “Rule old-key”' });
  const enabled = screen.getByRole<HTMLInputElement>('checkbox', {
    name: '“Rule old-key” enabled',
  });
  expect(screen.queryByText('Changed')).toBeNull();
  chooseOption('Severity of “Rule old-key”', 'Low');
  fireEvent.click(enabled);
  expect(within(row('old-key')).getByText('Changed')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Reset “Rule old-key” to its default' }));
  expect([severity.textContent, enabled.checked]).toEqual(['Default', true]);
  expect(screen.queryByText('Changed')).toBeNull();
  await waitFor(() => expect(button('Save settings')).toBeNull());
});

it('resets thresholds to their defaults', async () => {
  type(low(), '60');
  type(medium(), '');
  const reset = await screen.findByRole('button', { name: 'Reset old key to its default' });
  fireEvent.click(reset);
  await waitFor(() => expect([low().value, medium().value]).toEqual(['90', '180']));
  expect(screen.queryByText('Changed from default')).toBeNull();
  await waitFor(() => expect(button('Save settings')).toBeNull());
});

it('is a list without columns on a phone, with everything that the table has', async () => {
  cleanup();
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  show();
  const list = screen.getByRole('list', { name: 'Rules' });
  const card = within(list).getAllByRole('listitem').at(RULE_IDS.indexOf('old-key'));
  await waitFor(() => expect(card?.textContent).toContain('Findings now: 38'));
  expect(card?.textContent).toContain('Default: High, Medium, Low');
  expect(within(list).getByRole('combobox', { name: 'Severity of “Rule old-key”' })).toBeDefined();
  fireEvent.click(screen.getByRole('checkbox', { name: '“Rule old-key” enabled' }));
  expect(card?.textContent).toContain('Changed');
  expect(screen.getByRole('textbox', { name: /^Reason for disabling/ })).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Reset “Rule old-key” to its default' }));
  expect(card?.textContent).not.toContain('Changed');
  expect(screen.queryByRole('table')).toBeNull();
});
