'use client';
import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import type { KeyDetail } from '@/lib/contract';
import { keyQuery } from '@/lib/client';
import { suggestTokenName } from '@/lib/replacement/names';
import { holderLabel } from '@/components/keys/holder';
import { KeyVerdict } from '@/components/keys/key-verdict';
import { keysLink } from '@/components/overview/rows-link';
import { useShownAudit } from '@/components/shell/use-audits';
import { ErrorPanel } from '@/components/status/error-panel';
import { formatDays } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { SeverityBadge } from '@/components/status/severity-badge';
import { Unknown } from '@/components/status/unknown';
import { UsedByBadge } from '@/components/status/used-by-badge';
import { ACCESS_WORDS } from '@/components/status/words';
import { Skeleton } from '@/components/ui/skeleton';
import { TextLink } from '@/components/ui/text-link';

/** The key that the URL names, as the shown audit knows it; `null`: none is named. */
export function useKeyInHand() {
  const [keyId] = useQueryState('key', parseAsString);
  const shown = useShownAudit();
  const auditId = shown.kind === 'audit' ? shown.audit.id : null;
  const query = useQuery({
    ...keyQuery(auditId ?? '', keyId ?? ''),
    enabled: keyId !== null && auditId !== null,
  });
  return { keyId, noAudit: shown.kind === 'none', query };
}

/** The facts of the key that a guide is read for. */
export function KeyInHand() {
  const { keyId, noAudit, query } = useKeyInHand();
  if (keyId === null) return null;
  if (query.data) return <Facts detail={query.data} />;
  if (query.isError || noAudit)
    return (
      <ErrorPanel
        title="The key that this guide was opened for could not be loaded."
        error={query.error}
        onRetry={noAudit ? undefined : () => void query.refetch()}
        className="rounded-md border px-4 py-4"
      />
    );
  return (
    <div role="status" aria-label="Loading the key" className="space-y-2 rounded-md border p-4">
      <Skeleton className="h-5 w-56" />
      <Skeleton className="h-4 w-80" />
    </div>
  );
}

function Facts({ detail }: { detail: KeyDetail }) {
  const token = suggestTokenName(detail.name);
  return (
    <aside aria-label="The key in hand" className="rounded-md border p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <TextLink
          href={keysLink({ key: detail.id, audit: detail.audit_id })}
          className="max-w-full min-w-0 text-base font-semibold"
        >
          <SafeText text={detail.name} clip />
        </TextLink>
        <KeyVerdict row={detail} />
        <SeverityBadge severity={detail.severity} />
      </div>
      <dl className="mt-3 grid grid-cols-[104px_1fr] gap-x-3 gap-y-1 text-sm sm:grid-cols-[104px_1fr_104px_1fr]">
        <Fact label="Holder">
          <SafeText text={holderLabel(detail)} clip />
        </Fact>
        <Fact label="Preview">
          <SafeText text={detail.preview_name} className="font-mono text-xs" />
        </Fact>
        <Fact label="Used by">
          <UsedByBadge usedBy={detail.used_by} />
        </Fact>
        <Fact label="Age">
          {detail.age_days === null ? <Unknown /> : formatDays(detail.age_days)}
        </Fact>
        <Fact label="Access">
          {detail.access === 'unknown' ? <Unknown /> : ACCESS_WORDS[detail.access]}
        </Fact>
        <Fact label="Token name">
          {token === null ? (
            <span className="text-muted-foreground">name it after what runs</span>
          ) : (
            <SafeText text={token} className="font-mono text-xs" />
          )}
        </Fact>
      </dl>
    </aside>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
