import { cn } from '@/components/ui/cn';
import { showControls } from './format';

/**
 * Text that somebody else wrote (a key's name, a member's): set apart from the direction of what
 * stands around it, control characters visible. `clip` keeps it on one line.
 */
export function SafeText({
  text,
  clip = false,
  className,
}: {
  text: string;
  clip?: boolean;
  className?: string;
}) {
  const shown = showControls(text);
  return (
    <bdi
      className={cn(clip ? 'block truncate' : 'wrap-anywhere', className)}
      title={clip && shown.length > 24 ? shown.slice(0, 300) : undefined}
    >
      {shown.length > 2000 ? (
        `${shown.slice(0, 2000)}…`
      ) : shown.trim() ? (
        shown
      ) : (
        <span className="font-normal text-muted-foreground">no name</span>
      )}
    </bdi>
  );
}
