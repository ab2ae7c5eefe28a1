'use client';
import { useQuery } from '@tanstack/react-query';
import type { KeyRow } from '@/lib/contract';
import { keyQuery } from '@/lib/client';
import type { ResourcePanelProps } from '@/components/table/resource-definition';
import { SidePanel } from '@/components/table/side-panel';
import { copy } from './copy-on-demand';
import { KeyActions } from './key-actions';
import { KeyHistory } from './key-history';
import { KeyRecommendation, KeySummary } from './key-summary';
import { AccessSection } from '@/components/access/access-section';

export function KeyPanel({ audit, id, row, onClose }: ResourcePanelProps<KeyRow>) {
  const query = useQuery(keyQuery(audit.id, id));
  return (
    <SidePanel
      name={query.data?.name ?? row?.name}
      kind={copy.panel.kind}
      detail={query.data}
      query={query}
      onClose={onClose}
      tabs={(detail) => [
        { title: copy.panel.summary, content: <KeySummary key={id} detail={detail} /> },
        ...(detail.verdict === null
          ? []
          : [
              {
                title: copy.panel.accessTab,
                content: (
                  <AccessSection
                    auditId={detail.audit_id}
                    holderId={detail.user_id}
                    title={copy.panel.access}
                  />
                ),
              },
            ]),
        { title: copy.panel.history, content: <KeyHistory detail={detail} /> },
      ]}
      actions={(detail) => <KeyActions key={id} detail={detail} />}
    >
      {(detail) => <KeyRecommendation detail={detail} />}
    </SidePanel>
  );
}
