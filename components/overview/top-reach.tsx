import type { Overview } from '@/lib/contract';
import { AccessWord } from '@/components/status/access-word';
import { formatNumber } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { Unknown } from '@/components/status/unknown';
import { Section } from '@/components/ui/section';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { keysLink } from '@/lib/client/rows-link';
import { copy } from './copy';

const TEXT = copy.broadestAccess;

/** The holders with the broadest access. */
export function TopReach({ holders }: { holders: Overview['top_reach'] }) {
  if (holders.length === 0) return null;
  return (
    <Section title={TEXT.title}>
      <Table aria-label={TEXT.title}>
        <thead>
          <tr>
            <TableHead>{TEXT.holder}</TableHead>
            <TableHead className="w-36">{TEXT.access}</TableHead>
            <TableHead className="w-20 text-right">{TEXT.projects}</TableHead>
            <TableHead className="w-16 text-right">{TEXT.keys}</TableHead>
          </tr>
        </thead>
        <tbody>
          {holders.map((holder) => (
            <tr key={holder.id}>
              <TableCell className="max-w-56">
                <TextLink href={`/members?member=${encodeURIComponent(holder.id)}`}>
                  <SafeText text={holder.email ?? holder.name} clip />
                </TextLink>
              </TableCell>
              <TableCell>
                <AccessWord access={holder.access} projects={holder.projects_reached} />
              </TableCell>
              <TableCell className="text-right tabular-nums">
                {holder.projects_reached === null ? (
                  <Unknown />
                ) : (
                  formatNumber(holder.projects_reached)
                )}
              </TableCell>
              <TableCell className="text-right tabular-nums">
                <TextLink href={keysLink({ holder: holder.id })}>
                  {formatNumber(holder.keys)}
                </TextLink>
              </TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
