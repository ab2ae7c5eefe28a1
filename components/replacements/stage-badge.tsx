import {
  ArrowLeftRight,
  CircleCheck,
  CircleDashed,
  Hammer,
  Hourglass,
  KeyRound,
  type LucideIcon,
} from 'lucide-react';
import type { ReplacementRow } from '@/lib/contract';
import { cn } from '@/components/ui/cn';
import { STAGE_WORDS } from '@/components/status/words';

type Stage = ReplacementRow['stage'];

const LOOKS: Record<Stage, { icon: LucideIcon; className: string }> = {
  'not-started': { icon: CircleDashed, className: 'text-muted-foreground' },
  'waiting-for-holder': { icon: Hourglass, className: 'text-warning' },
  preparing: { icon: Hammer, className: 'text-low' },
  'both-keys-live': { icon: ArrowLeftRight, className: 'text-high' },
  'to-revoke': { icon: KeyRound, className: 'text-critical' },
  done: { icon: CircleCheck, className: 'text-ok' },
};

export function StageBadge({ stage, className }: { stage: Stage; className?: string }) {
  const { icon: Icon, className: colour } = LOOKS[stage];
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 text-sm whitespace-nowrap',
        colour,
        className,
      )}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden />
      {STAGE_WORDS[stage]}
    </span>
  );
}
