'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { WorkloadDetail } from '@/lib/contract';
import { keysLink } from '@/lib/client/rows-link';
import { holderLabel } from '@/components/status/holder';
import { SafeText } from '@/components/status/safe-text';
import { VerdictBadge } from '@/components/status/verdict-badge';
import { PanelSection } from '@/components/table/panel-section';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

const SplitDialog = dynamic(() => import('./split-dialog').then((m) => m.SplitDialog), {
  ssr: false,
});

type WorkloadKeysProps = { detail: WorkloadDetail; canSplit: boolean };

/** The first keys of a workload. Some of them can be selected and split off, as long as one stays. */
export function WorkloadKeys({ detail, canSplit }: WorkloadKeysProps) {
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [splitting, setSplitting] = useState(false);
  const selectable = canSplit && detail.keys > 1;
  const chosen = detail.first_keys.flatMap(({ id }) => (selected.includes(id) ? [id] : []));
  const toggle = (id: string) =>
    setSelected(selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id]);
  return (
    <PanelSection title={copy.panel.keys}>
      <ul className="space-y-2 text-sm">
        {detail.first_keys.map((key) => (
          <li key={key.id} className="flex items-start gap-3">
            {selectable ? (
              <Checkbox
                className="mt-1"
                aria-label={copy.panel.selectKey(key.name)}
                checked={selected.includes(key.id)}
                onChange={() => toggle(key.id)}
              />
            ) : null}
            <span className="min-w-0 flex-1">
              <TextLink
                href={`${keysLink({ id: key.id, audit: detail.audit_id })}&key=${encodeURIComponent(key.id)}`}
              >
                <SafeText text={key.name} />
              </TextLink>
              <span className="block text-muted-foreground">
                <SafeText text={holderLabel(key)} />
              </span>
            </span>
            <VerdictBadge verdict={key.verdict} />
          </li>
        ))}
      </ul>
      {chosen.length === 0 ? null : chosen.length === detail.keys ? (
        <p className="mt-2 text-sm text-muted-foreground">{copy.panel.oneStays}</p>
      ) : (
        <Button size="sm" className="mt-2" onClick={() => setSplitting(true)}>
          {copy.panel.splitOff(chosen.length)}
        </Button>
      )}
      {detail.keys > 1 ? (
        <p className="mt-2 text-sm">
          <TextLink href={keysLink({ workload: detail.id, audit: detail.audit_id })}>
            {copy.panel.allKeys(detail.keys)}
          </TextLink>
        </p>
      ) : null}
      {splitting ? (
        <SplitDialog
          workload={detail}
          keyIds={chosen}
          onClose={() => setSplitting(false)}
          onSplit={() => {
            setSplitting(false);
            setSelected([]);
          }}
        />
      ) : null}
    </PanelSection>
  );
}
