'use client';
import type { NotAssessed } from '@/lib/contract';
import { PanelSection } from '@/components/table/panel-section';
import { useShellSession } from '@/components/shell/session-context';
import { copy } from './copy';
import { EvidenceLines } from './evidence-lines';

/** What the rules couldn't evaluate for one subject, and why. Unknown doesn't count as passed. */
export function NotAssessedSection({ items }: { items: readonly NotAssessed[] }) {
  const { ruleTitles } = useShellSession();
  if (items.length === 0) return null;
  return (
    <PanelSection title={copy.notAssessed}>
      <ul className="space-y-1.5 text-sm">
        {items.map(({ rule, reason, evidence }) => (
          <li key={rule}>
            {ruleTitles[rule]}
            <span className="block text-muted-foreground">{reason}</span>
            {evidence ? <EvidenceLines evidence={evidence} /> : null}
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
