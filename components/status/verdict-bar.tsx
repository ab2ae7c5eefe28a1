import { Link } from '@/components/ui/link';
import type { Audit } from '@/lib/contract';
import { VERDICTS, type Verdict } from '@/lib/domain/core';
import { copy } from './copy';
import { formatNumber } from './format';
import { VerdictBadge } from './verdict-badge';
import { VERDICT_WORDS } from './words';
import { keysLink } from '@/lib/client/rows-link';

const FILLS: Record<Verdict, string> = {
  replace: 'bg-fill-replace',
  revoke: 'bg-fill-revoke',
  'ask-holder': 'bg-fill-neutral',
  rotate: 'bg-fill-rotate',
  ok: 'bg-fill-ok',
};

/** All keys seen by an audit in one bar, by verdict. Each part and its line below link to those keys. */
export function VerdictBar({
  verdicts,
  auditId,
}: {
  verdicts: NonNullable<Audit['verdicts']>;
  /** If set, links lead to the keys of this audit instead of the latest. */
  auditId?: string;
}) {
  const shown = VERDICTS.filter((verdict) => verdicts[verdict] > 0);
  return (
    <div>
      <div className="flex h-7 gap-px overflow-hidden rounded-md bg-muted print:hidden" aria-hidden>
        {shown.map((verdict) => (
          <Link
            key={verdict}
            href={keysLink({ audit: auditId, verdict })}
            tabIndex={-1}
            title={copy.verdictCount(VERDICT_WORDS[verdict], verdicts[verdict])}
            className={`min-w-1.5 basis-0 transition-opacity hover:opacity-80 ${FILLS[verdict]}`}
            style={{ flexGrow: verdicts[verdict] }}
          />
        ))}
      </div>
      <ul className="mt-3 grid grid-cols-2 gap-x-4 gap-y-3 md:grid-cols-5">
        {VERDICTS.map((verdict) => (
          <li key={verdict} className="min-w-0">
            <Link
              href={keysLink({ audit: auditId, verdict })}
              className="group flex items-center gap-2 rounded-sm"
              aria-label={copy.verdictCount(VERDICT_WORDS[verdict], verdicts[verdict])}
            >
              <span aria-hidden className={`size-2 shrink-0 rounded-xs ${FILLS[verdict]}`} />
              <VerdictBadge verdict={verdict} className="group-hover:underline" />
              <span className="text-sm font-medium tabular-nums">
                {formatNumber(verdicts[verdict])}
              </span>
            </Link>
            <p className="mt-0.5 text-xs text-muted-foreground">{copy.verdicts[verdict]}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
