import { copy } from './copy';
import { SafeText } from './safe-text';

/** The text that Braintrust sent instead of a valid date, if any. */
export function RawDate({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <span className="block text-muted-foreground">
      {copy.value.rawDate}{' '}
      {text === '' ? (
        copy.value.rawDateEmpty
      ) : (
        <SafeText text={text} className="font-mono text-xs" />
      )}
    </span>
  );
}
