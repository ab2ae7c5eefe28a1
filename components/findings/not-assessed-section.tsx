'use client';
import type { RuleId } from '@/lib/core';
import { PanelSection } from '@/components/data-table/panel-section';
import { useShellSession } from '@/components/shell/session-context';

/** What the rules could not decide of one subject, and why: unknown is not a pass. */
export function NotAssessedSection({
  items,
}: {
  items: readonly { rule: RuleId; reason: string }[];
}) {
  const { ruleTitles } = useShellSession();
  if (items.length === 0) return null;
  return (
    <PanelSection title="Not assessed">
      <ul className="space-y-1.5 text-sm">
        {items.map(({ rule, reason }) => (
          <li key={rule}>
            {ruleTitles[rule]}
            <span className="block text-muted-foreground">{reason}</span>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
