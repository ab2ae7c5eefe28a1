import { expect, it } from 'vitest';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { CoverageNote } from './coverage-note';

function textOf({ narrowed }: { narrowed: boolean }) {
  const audit = { ...AUDIT, keys: 94, keys_not_seen: 3 };
  renderInShell(<CoverageNote audit={audit} state={{ narrowed, setFilter: () => undefined }} />);
  return document.body.textContent;
}

it('adds up to the rows of the export', () => {
  expect(textOf({ narrowed: false })).toContain('plus 3 that couldn’t be re-checked= 97 rows');
});

it('says nothing of keys from earlier audits while a filter is set', () => {
  expect(textOf({ narrowed: true })).not.toContain('plus');
});
