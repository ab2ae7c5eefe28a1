/** What is not known, said quietly and never as a dash that could be zero. */
export function Unknown({ why }: { why?: string }) {
  return (
    <span className="text-muted-foreground" title={why}>
      unknown
    </span>
  );
}
