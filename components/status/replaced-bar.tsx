/** Keys replaced, as a part of those to replace; the words stand beside it. */
export function ReplacedBar({ keys, gone }: { keys: number; gone: number }) {
  const share = keys === 0 ? 0 : (gone / keys) * 100;
  return (
    <div aria-hidden className="h-2 overflow-hidden rounded-sm bg-muted">
      <div className="h-full bg-(--fill-keep)" style={{ width: `${share}%` }} />
    </div>
  );
}
