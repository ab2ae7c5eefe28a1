import type { ServiceTokenRow } from '@/lib/contract';
import { KeyAge } from '@/components/status/key-age';
import { AccessWord } from '@/components/status/access-word';
import { SafeText } from '@/components/status/safe-text';
import { SeverityBadge } from '@/components/status/severity-badge';

/** A service token as a two-line card, for small screens. */
export function ServiceTokenCard({ row }: { row: ServiceTokenRow }) {
  return (
    <span className="block min-w-0">
      <span className="flex items-center justify-between gap-3">
        <span className="min-w-0 font-medium">
          <SafeText text={row.name} clip />
        </span>
        <SeverityBadge severity={row.severity} className="text-xs" />
      </span>
      <span className="flex items-center justify-between gap-3 text-xs text-muted-foreground">
        <AccessWord access={row.access} projects={row.projects_reached} />
        <KeyAge days={row.age_days} created={row.created} />
      </span>
    </span>
  );
}
