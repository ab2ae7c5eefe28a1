import { SafeText } from './safe-text';

/** What Braintrust sent where a date was expected, if that is no usable one. */
export function RawDate({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <span className="block text-muted-foreground">
      Braintrust sent{' '}
      {text === '' ? 'an empty text' : <SafeText text={text} className="font-mono text-xs" />}
    </span>
  );
}
