import { Link } from '@/components/ui/link';
import type { Overview } from '@/lib/contract';
import { AGE_BUCKETS, type AgeBucket } from '@/lib/contract/tables';
import { ACCESS_LEVELS, type AccessLevel } from '@/lib/domain/core';
import { AGE_WORDS } from '@/components/status/key-words';
import { formatNumber } from '@/components/status/format';
import { ACCESS_WORDS } from '@/components/status/words';
import { Section } from '@/components/ui/section';
import { Table, TableHead } from '@/components/ui/table';
import { keysLink } from '@/lib/client/rows-link';
import { copy } from './copy';

type Cells = Overview['access_by_age'];

/** Shades of gray, from few keys to the highest count of any cell. */
const SHADES = [
  'bg-fill-neutral/15',
  'bg-fill-neutral/25',
  'bg-fill-neutral/35',
  'bg-fill-neutral/50',
] as const;

const TEXT = copy.accessByAge;

/** Counts keys by access and age. Start with old keys that have broad access. */
export function AccessByAge({ cells }: { cells: Cells }) {
  const most = Math.max(0, ...cells.map(({ keys }) => keys));
  const keysOf = (access: AccessLevel, age: AgeBucket) =>
    cells.find((cell) => cell.access === access && cell.age === age)?.keys ?? 0;
  const levels = ACCESS_LEVELS.filter((level) => cells.some(({ access }) => access === level));
  const ages = AGE_BUCKETS.filter(
    (bucket) => bucket !== 'unknown' || cells.some(({ age }) => age === 'unknown'),
  );
  if (levels.length === 0) return null;
  return (
    <Section title={TEXT.title}>
      <Table aria-label={TEXT.title} className="table-fixed border-separate border-spacing-0.5">
        <thead>
          <tr>
            <TableHead className="w-34 border-b-0">{TEXT.access}</TableHead>
            {ages.map((age) => (
              <TableHead key={age} className="border-b-0 text-right">
                <abbr title={AGE_WORDS[age]} className="no-underline">
                  {TEXT.ages[age]}
                </abbr>
              </TableHead>
            ))}
          </tr>
        </thead>
        <tbody>
          {levels.map((access) => (
            <tr key={access}>
              <th scope="row" className="h-9 pr-2 text-left text-sm font-normal">
                {ACCESS_WORDS[access]}
              </th>
              {ages.map((age) => (
                <AgeCell
                  key={age}
                  access={access}
                  age={age}
                  keys={keysOf(access, age)}
                  most={most}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

type AgeCellProps = { access: AccessLevel; age: AgeBucket; keys: number; most: number };

function AgeCell({ access, age, keys, most }: AgeCellProps) {
  if (keys === 0)
    return (
      <td className="h-9 rounded-sm bg-muted/50 px-2 text-right text-sm text-muted-foreground tabular-nums">
        0
      </td>
    );
  const shade = SHADES[Math.min(SHADES.length - 1, Math.floor((keys / most) * SHADES.length))];
  return (
    <td className="h-9 p-0">
      <Link
        href={keysLink({ access, age, state: 'seen' })}
        aria-label={TEXT.cell(keys, ACCESS_WORDS[access], AGE_WORDS[age])}
        className={`flex h-9 items-center justify-end rounded-sm px-2 text-sm tabular-nums hover:underline ${shade}`}
      >
        {formatNumber(keys)}
      </Link>
    </td>
  );
}
