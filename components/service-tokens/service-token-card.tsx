import type { ServiceTokenRow } from '@/lib/contract';
import { KeyAge } from '@/components/status/key-age';
import { AccessWord } from '@/components/status/access-word';
import { SeverityBadge } from '@/components/status/severity-badge';
import { TwoLineCard } from '@/components/table/two-line-card';

/** A service token on a small screen. */
export function ServiceTokenCard({ row }: { row: ServiceTokenRow }) {
  return (
    <TwoLineCard
      name={row.name}
      mark={<SeverityBadge severity={row.severity} className="text-xs" />}
      detail={<AccessWord access={row.access} projects={row.projects_reached} />}
      aside={<KeyAge days={row.age_days} created={row.created} />}
    />
  );
}
