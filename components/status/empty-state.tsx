import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

type EmptyStateProps = {
  title: string;
  /** Why it is empty and what to do. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

export function EmptyState({ title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-start gap-3 px-6 py-12', className)}>
      <div className="space-y-1">
        <h2 className="text-base font-semibold">{title}</h2>
        {children ? (
          <div className="max-w-[70ch] space-y-2 text-base text-muted-foreground">{children}</div>
        ) : null}
      </div>
      {action}
    </div>
  );
}
