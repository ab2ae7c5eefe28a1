import type { Overview } from '@/lib/contract';
import { VERDICTS } from '@/lib/domain/core';
import { formatNumber } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { VERDICT_WORDS } from '@/components/status/words';
import { Badge } from '@/components/ui/badge';
import { Section } from '@/components/ui/section';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { keysLink } from '@/lib/client/rows-link';
import { copy } from './copy';

type Holder = Overview['holders'][number];

const TEXT = copy.holders;

/** The holders with the most keys to replace. */
export function Holders({ holders }: { holders: readonly Holder[] }) {
  const shown = holders.filter((holder) => holder.keys > 0);
  return (
    <Section title={TEXT.title}>
      {shown.length === 0 ? (
        <p className="text-sm text-muted-foreground">{TEXT.none}</p>
      ) : (
        <Table aria-label={TEXT.title}>
          <thead>
            <tr>
              <TableHead>{TEXT.holder}</TableHead>
              {VERDICTS.map((verdict) => (
                <TableHead key={verdict} className="w-18 text-right">
                  {VERDICT_WORDS[verdict]}
                </TableHead>
              ))}
              <TableHead className="w-16 text-right">{TEXT.keys}</TableHead>
            </tr>
          </thead>
          <tbody>
            {shown.map((holder) => (
              <HolderRow key={holder.id} holder={holder} />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function HolderRow({ holder }: { holder: Holder }) {
  return (
    <tr>
      <TableCell className="max-w-56">
        <span className="flex items-center gap-2">
          <TextLink href={keysLink({ holder: holder.id })} className="min-w-0">
            <SafeText text={holder.email ?? holder.name} clip />
          </TextLink>
          {holder.owner === true ? <Badge title={TEXT.ownerHint}>{TEXT.owner}</Badge> : null}
        </span>
      </TableCell>
      {VERDICTS.map((verdict) => (
        <TableCell key={verdict} className="text-right tabular-nums">
          {holder.verdicts[verdict] > 0 ? (
            <TextLink href={keysLink({ holder: holder.id, verdict })}>
              {formatNumber(holder.verdicts[verdict])}
            </TextLink>
          ) : (
            <span className="text-muted-foreground">0</span>
          )}
        </TableCell>
      ))}
      <TableCell className="text-right tabular-nums">{formatNumber(holder.keys)}</TableCell>
    </tr>
  );
}
