/** Share of keys replaced, as a bar. It is hidden from screen readers: show the numbers beside it. */
export function ReplacedBar({ keys, gone }: { keys: number; gone: number }) {
  const share = keys === 0 ? 0 : (gone / keys) * 100;
  return (
    <div aria-hidden className="h-2 overflow-hidden rounded-sm bg-muted">
      <div className="h-full bg-(--fill-ok)" style={{ width: `${share}%` }} />
    </div>
  );
}
