'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RuleSettings, SettingsComparison } from '@/lib/contract';
import { ruleSettingsPreviewQuery } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';
import { plural } from '@/components/status/format';
import { VERDICT_WORDS } from '@/components/status/words';

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
        What this would change could not be worked out. {preview.error.message}
      </p>
    );
  }
  if (!preview.data) return <p className="text-sm text-muted-foreground">Working out…</p>;
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
  if (comparison.audit_id === null) return 'No finished audit yet: there is nothing to compare.';
  const { findings_fewer: fewer, findings_more: more } = comparison;
  if (fewer === 0 && more === 0) {
    return comparison.verdicts.length === 0
      ? 'Nothing changes in the newest audit.'
      : 'The same findings, but other verdicts.';
  }
  const parts = [
    fewer === 0 ? null : `${plural(fewer, 'finding')} fewer`,
    more === 0 ? null : `${fewer === 0 ? plural(more, 'finding') : String(more)} more`,
  ];
  return `${parts.filter(Boolean).join(', ')} in the newest audit.`;
}

function verdictsSentence({ verdicts }: SettingsComparison): string {
  return verdicts
    .map(
      ({ from, to, keys }) =>
        `${plural(keys, 'key')} from ${VERDICT_WORDS[from].toLowerCase()} to ${VERDICT_WORDS[to].toLowerCase()}`,
    )
    .join(' · ');
}
