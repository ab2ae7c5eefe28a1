'use client';
import { Link } from '@/components/ui/link';
import type { KeyDetail } from '@/lib/contract';
import { formatUtc } from '@/components/status/format';
import { copy } from './copy-on-demand';
import { KeyVerdict } from './key-verdict';
import { PanelSection } from '@/components/table/panel-section';

/** The audits that saw this key, latest first. */
export function KeyHistory({ detail }: { detail: KeyDetail }) {
  if (detail.history.length === 0) return null;
  return (
    <PanelSection title={copy.panel.audits}>
      <ol className="space-y-1.5 text-sm">
        {detail.history.map((entry) => (
          <li key={entry.audit_id} className="flex items-center justify-between gap-3">
            <Link
              href={`/audits/${encodeURIComponent(entry.audit_id)}`}
              className="text-link tabular-nums underline-offset-4 hover:underline"
            >
              <time dateTime={entry.finished_at}>{formatUtc(entry.finished_at)}</time>
            </Link>
            <KeyVerdict row={entry} />
          </li>
        ))}
      </ol>
    </PanelSection>
  );
}
