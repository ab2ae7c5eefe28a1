'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RuleSettings, SettingsComparison } from '@/lib/contract';
import { ruleSettingsPreviewQuery } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';
import { VERDICT_WORDS } from '@/components/status/words';
import { copy } from './copy';

const words = copy.preview;

/** What the settings would change in the latest audit. */
export function PreviewLine({ settings }: { settings: RuleSettings }) {
  const { organization } = useShellSession();
  const preview = useQuery({
    ...ruleSettingsPreviewQuery(organization.id, settings),
    placeholderData: keepPreviousData,
  });
  if (preview.isError) {
    return (
      <p role="alert" className="text-sm text-critical">
        {words.failed(preview.error.message)}
      </p>
    );
  }
  if (!preview.data) return <p className="text-sm text-muted-foreground">{words.pending}</p>;
  return (
    <div
      className={preview.isPlaceholderData ? 'text-sm opacity-60' : 'text-sm'}
      aria-live="polite"
    >
      <p className="font-medium">{findingsSentence(preview.data)}</p>
      {preview.data.verdicts.length > 0 ? (
        <p className="text-muted-foreground">{verdictsSentence(preview.data)}</p>
      ) : null}
    </div>
  );
}

function findingsSentence(comparison: SettingsComparison): string {
  if (comparison.audit_id === null) return words.noAudit;
  const { findings_fewer: fewer, findings_more: more } = comparison;
  if (fewer === 0 && more === 0) {
    return comparison.verdicts.length === 0 ? words.noChange : words.onlyVerdicts;
  }
  if (more === 0) return words.inLatest(words.fewer(fewer));
  return words.inLatest(fewer === 0 ? words.more(more) : words.fewerAndMore(fewer, more));
}

function verdictsSentence({ verdicts }: SettingsComparison): string {
  return verdicts
    .map(({ from, to, keys }) => words.verdict(keys, VERDICT_WORDS[from], VERDICT_WORDS[to]))
    .join(' · ');
}
