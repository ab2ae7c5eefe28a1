'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, ExternalLink } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import type { Audit } from '@/lib/contract';
import { settingsPageCountMutation } from '@/lib/client';
import { SETTINGS_PAGE_COUNT } from '@/lib/contract/ranges';
import { numberIn } from '@/components/form/use-typed';
import { useBraintrustSettingsUrl } from '@/components/shell/session-context';
import { ErrorLine } from '@/components/status/error-line';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { compareSettingsPage } from './audit-words';
import { copy } from './copy';

const words = copy.settingsPage;

/**
 * Compares the audit's number of keys with the one on Braintrust's settings page, which the owner types in.
 * That page is a source other than the API.
 */
export function SettingsPageCount({ audit }: { audit: Audit }) {
  const url = useBraintrustSettingsUrl('api-keys');
  const [editing, setEditing] = useState(false);
  const comparison = compareSettingsPage(audit);
  if (editing) return <CountForm audit={audit} onDone={() => setEditing(false)} />;
  return (
    <>
      {comparison === null || audit.settings_page_count === null ? (
        words.notCompared
      ) : (
        <>
          <span className="flex items-center gap-1.5 font-medium">
            {comparison.difference === 0 ? (
              <CircleCheck className="size-3.5 text-ok" aria-hidden />
            ) : (
              <CircleAlert className="size-3.5 text-warning" aria-hidden />
            )}
            {words.counts(audit.settings_page_count, audit.keys)}
            {comparison.difference === 0 ? '' : words.difference(Math.abs(comparison.difference))}
          </span>
          <span className="block">{comparison.sentence}</span>
        </>
      )}
      <span className="mt-1.5 flex flex-wrap gap-2 print:hidden">
        <Button size="sm" onClick={() => setEditing(true)}>
          {audit.settings_page_count === null ? words.enter : words.change}
        </Button>
        <Button asChild size="sm" variant="ghost">
          <a href={url} target="_blank" rel="noreferrer">
            {words.link}
            <ExternalLink aria-hidden />
          </a>
        </Button>
      </span>
    </>
  );
}

function CountForm({ audit, onDone }: { audit: Audit; onDone: () => void }) {
  const [text, setText] = useState(audit.settings_page_count?.toString() ?? '');
  const save = useMutation({
    ...settingsPageCountMutation(useQueryClient()),
    onSettled: (_audit, error) => {
      if (!error) onDone();
    },
  });
  const count = numberIn(text, SETTINGS_PAGE_COUNT);
  const invalid = text.trim() !== '' && count === null;
  useUnsavedGuard(invalid || count !== audit.settings_page_count);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!invalid) save.mutate({ auditId: audit.id, count });
  };
  return (
    <form onSubmit={submit} className="space-y-1.5">
      <span className="flex flex-wrap items-center gap-2">
        <Input
          aria-label={words.field}
          aria-invalid={invalid}
          aria-describedby="settings-page-count-note"
          inputMode="numeric"
          autoComplete="off"
          className="w-28 tabular-nums"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" variant="primary" disabled={save.isPending || invalid}>
          {words.save}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          {words.cancel}
        </Button>
      </span>
      <span
        id="settings-page-count-note"
        className={invalid ? 'block text-critical' : 'block text-muted-foreground'}
      >
        {invalid ? SETTINGS_PAGE_COUNT.rule : words.hint}
      </span>
      <ErrorLine error={save.error} before={words.failed} />
    </form>
  );
}
