import type { ShownAssignment } from '@/lib/contract';
import { copy } from './copy';
import { formatDay } from './format';
import { SafeText } from './safe-text';

/** Who is responsible for a plan or workload, and until when, in one line. Nothing if neither is set. */
export function Assignment({ of: { assignee, due, overdue } }: { of: ShownAssignment }) {
  return (
    <>
      {assignee === null ? null : <SafeText text={assignee} />}
      {assignee === null || due === null ? null : ' · '}
      {due === null ? null : <DueDate due={due} overdue={overdue} />}
    </>
  );
}

/** "Due Dec 4, 2026" or "Overdue: Dec 4, 2026". */
export function DueDate({ due, overdue }: { due: string; overdue: boolean }) {
  return (
    <span className={overdue ? 'font-medium whitespace-nowrap text-critical' : 'whitespace-nowrap'}>
      {(overdue ? copy.overdue : copy.due)(formatDay(due))}
    </span>
  );
}
