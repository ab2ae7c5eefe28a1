import { cn } from '@/components/ui/cn';
import { copy } from './copy';
import { showControls } from './format';

/**
 * Shows text from outside Latchkey, such as the name of a key or member. It isolates the text direction and
 * makes control characters visible. `clip` keeps it on one line.
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
        <span className="font-normal text-muted-foreground">{copy.value.noName}</span>
      )}
    </bdi>
  );
}
