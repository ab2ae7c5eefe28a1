import { RotateCcw, TriangleAlert } from 'lucide-react';
import type { ReplacementRow } from '@/lib/contract';
import { plural } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { copy } from './copy';

/** The first two holders' names and the number of others. */
export function HolderNames({ row }: { row: ReplacementRow }) {
  const [first, second] = row.holder_names;
  const rest = row.holders - Math.min(2, row.holder_names.length);
  return (
    <>
      {first === undefined ? null : <SafeText text={first} />}
      {second === undefined ? null : (
        <>
          , <SafeText text={second} />
        </>
      )}
      {rest > 0 ? ` ${copy.more(rest)}` : null}
    </>
  );
}

/** The next step of a plan, or that it is done. `bare` leaves out the word "Next". */
export function NextStep({ row, bare = false }: { row: ReplacementRow; bare?: boolean }) {
  if (row.current_step_title === null)
    return <>{row.proved ? copy.row.verified : copy.row.unverified}</>;
  return (
    <>
      {bare ? '' : copy.row.next}
      <SafeText text={row.current_step_title} />{' '}
      <span className="whitespace-nowrap tabular-nums">
        ({row.steps_done}/{row.steps})
      </span>
    </>
  );
}

/** The number of keys and how many of them are no longer listed: "1 of 2 keys no longer listed". */
export function KeysGone({ row }: { row: ReplacementRow }) {
  return row.keys_gone === 0 ? (
    <>{plural(row.keys, 'key')}</>
  ) : (
    <>{copy.row.keysGone(row.keys_gone, row.keys)}</>
  );
}

/** Badges for plans that need attention: a reopened step or a warning. */
export function Alerts({ row }: { row: ReplacementRow }) {
  return (
    <>
      {row.reopened ? (
        <span className="flex items-center gap-1.5 text-warning">
          <RotateCcw className="size-3.5 shrink-0" aria-hidden />
          {copy.row.reopened}
        </span>
      ) : null}
      {row.warnings.length > 0 ? (
        <span className="flex items-center gap-1.5 text-critical" title={row.warnings.join(' ')}>
          <TriangleAlert className="size-3.5 shrink-0" aria-hidden />
          {copy.row.warning}
        </span>
      ) : null}
    </>
  );
}
