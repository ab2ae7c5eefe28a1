'use client';
import { useQuery } from '@tanstack/react-query';
import type { KeyRow } from '@/lib/contract';
import { keyQuery } from '@/lib/client';
import type { ResourcePanelProps } from '@/components/table/resource-definition';
import { SidePanel } from '@/components/table/side-panel';
import { copy } from './copy-on-demand';
import { KeyPanelBody } from './key-panel-body';

export function KeyPanel({ audit, id, row, onClose }: ResourcePanelProps<KeyRow>) {
  const query = useQuery(keyQuery(audit.id, id));
  return (
    <SidePanel
      name={query.data?.name ?? row?.name}
      kind={copy.panel.kind}
      detail={query.data}
      query={query}
      onClose={onClose}
    >
      {(detail) => <KeyPanelBody key={id} detail={detail} />}
    </SidePanel>
  );
}
