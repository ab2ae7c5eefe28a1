import type { ReactNode } from 'react';
import { SafeText } from '@/components/status/safe-text';

type TwoLineCardProps = {
  name: string;
  /** To the right of the name. */
  mark: ReactNode;
  /** Below the name. */
  detail: ReactNode;
  /** To the right of the detail. */
  aside?: ReactNode;
};

/** A row of a table on a small screen. */
export function TwoLineCard({ name, mark, detail, aside }: TwoLineCardProps) {
  return (
    <span className="block min-w-0">
      <span className="flex items-center justify-between gap-3">
        <span className="min-w-0 font-medium">
          <SafeText text={name} clip />
        </span>
        {mark}
      </span>
      <span className="flex items-center justify-between gap-3 text-xs text-muted-foreground">
        <span className="min-w-0 truncate">{detail}</span>
        {aside}
      </span>
    </span>
  );
}
