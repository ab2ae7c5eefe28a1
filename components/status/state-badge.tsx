import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, CircleX, Loader } from 'lucide-react';
import type { AuditStatus, KeyState, MemberState } from '@/lib/core';
import { cn } from '@/components/ui/cn';
import { AUDIT_STATUS_WORDS, KEY_STATE_WORDS, MEMBER_STATE_WORDS } from './words';

type State = AuditStatus | KeyState | MemberState;

const good = { icon: CircleCheck, color: 'text-keep' };
const warn = { icon: CircleAlert, color: 'text-warning' };
const bad = { icon: CircleX, color: 'text-critical' };
const quiet = { icon: CircleDashed, color: 'text-muted-foreground' };

const LOOKS: Record<State, { icon: typeof Loader; color: string }> = {
  seen: good,
  'not-seen': warn,
  'holder-left': warn,
  gone: { icon: CircleSlash, color: 'text-muted-foreground' },
  pending: quiet,
  audited: good,
  blocked: { icon: CircleSlash, color: 'text-warning' },
  failed: bad,
  queued: quiet,
  running: { icon: Loader, color: 'text-link' },
  complete: good,
  partial: warn,
  cancelled: { icon: CircleSlash, color: 'text-muted-foreground' },
};

const WORDS: Record<State, string> = {
  ...KEY_STATE_WORDS,
  ...MEMBER_STATE_WORDS,
  ...AUDIT_STATUS_WORDS,
};

/** State of a key, a member or an audit, as icon and word. */
export function StateBadge({ state }: { state: State }) {
  const { icon: Icon, color } = LOOKS[state];
  return (
    <span className="inline-flex items-center gap-1.5 align-middle text-sm whitespace-nowrap">
      <Icon className={cn('size-3.5 shrink-0', color)} aria-hidden />
      {WORDS[state]}
    </span>
  );
}
