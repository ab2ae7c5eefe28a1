import { copy } from './copy';

/** Shown for an unknown value. Never use a dash, which could be read as zero. */
export function Unknown({ why }: { why?: string }) {
  return (
    <span className="text-muted-foreground" title={why}>
      {copy.value.unknown}
    </span>
  );
}
