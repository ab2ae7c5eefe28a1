import type { AuditStatus, KeyState, MemberState } from '@/lib/domain/core';
import { Glyph, type GlyphName } from '@/components/ui/glyph';
import { AUDIT_STATUS_WORDS, KEY_STATE_WORDS, MEMBER_STATE_WORDS } from './words';

type State = AuditStatus | KeyState | MemberState;

type Look = { icon: GlyphName; color: string };

const good: Look = { icon: 'circle-check', color: 'text-ok' };
const warn: Look = { icon: 'circle-alert', color: 'text-warning' };
const bad: Look = { icon: 'circle-x', color: 'text-critical' };
const quiet: Look = { icon: 'circle-dashed', color: 'text-muted-foreground' };

const LOOKS: Record<State, Look> = {
  seen: good,
  'not-seen': warn,
  'holder-left': warn,
  gone: { icon: 'circle-slash', color: 'text-muted-foreground' },
  pending: quiet,
  audited: good,
  blocked: { icon: 'circle-slash', color: 'text-warning' },
  failed: bad,
  exempt: quiet,
  queued: quiet,
  running: { icon: 'loader', color: 'text-link' },
  complete: good,
  partial: warn,
  cancelled: { icon: 'circle-slash', color: 'text-muted-foreground' },
};

const WORDS: Record<State, string> = {
  ...KEY_STATE_WORDS,
  ...MEMBER_STATE_WORDS,
  ...AUDIT_STATUS_WORDS,
};

export function StateBadge({ state }: { state: State }) {
  const { icon, color } = LOOKS[state];
  return (
    <span className="inline-flex items-center gap-1.5 align-middle text-sm whitespace-nowrap">
      <Glyph name={icon} className={color} />
      {WORDS[state]}
    </span>
  );
}
