import { Link } from '@/components/ui/link';
import type { Overview } from '@/lib/contract';
import { SEVERITIES } from '@/lib/domain/core';
import { formatNumber } from '@/components/status/format';
import { SeverityBadge } from '@/components/status/severity-badge';
import { SEVERITY_WORDS } from '@/components/status/words';
import { keysLink } from '@/lib/client/rows-link';
import { copy } from './copy';

/** How many of the keys to replace have each severity. */
export function SeveritiesToReplace({ counts }: { counts: Overview['severities_to_replace'] }) {
  const shown = SEVERITIES.filter((severity) => counts[severity] > 0);
  if (shown.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1.5">
      <span className="text-sm text-muted-foreground">{copy.severities.label}</span>
      {shown.map((severity) => (
        <Link
          key={severity}
          href={keysLink({ verdict: 'replace', severity })}
          aria-label={copy.severities.link(SEVERITY_WORDS[severity], counts[severity])}
          className="group flex items-center gap-2 rounded-sm"
        >
          <SeverityBadge severity={severity} className="group-hover:underline" />
          <span className="text-sm font-medium tabular-nums">{formatNumber(counts[severity])}</span>
        </Link>
      ))}
    </div>
  );
}
