import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import type { RuleSettings } from '@/lib/contract';
import { Button } from '@/components/ui/button';
import { copy } from './copy';
import { LinesField, type ListName } from './fields';

/** The word lists that rules match names against. */
const WORD_LISTS = [
  'workloadWords',
  'personWords',
  'commonWords',
  'vagueWords',
  'sharedMailboxWords',
] as const satisfies readonly ListName[];

export function WordFields({ defaults }: { defaults: RuleSettings }) {
  return (
    <div className="divide-y border-y">
      {WORD_LISTS.map((list) => (
        <WordList key={list} list={list} byDefault={defaults[list]} />
      ))}
    </div>
  );
}

type WordListProps = { list: (typeof WORD_LISTS)[number]; byDefault: readonly string[] };

function WordList({ list, byDefault }: WordListProps) {
  const { label, hint } = copy.words.lists[list];
  const { setValue } = useFormContext<RuleSettings>();
  const { errors } = useFormState<RuleSettings>({ name: list });
  const words = useWatch<RuleSettings, typeof list>({ name: list });
  const isDefault = words.join('\n') === byDefault.join('\n');
  return (
    <details open={errors[list] === undefined ? undefined : true}>
      <summary className="flex cursor-pointer items-center gap-3 rounded-sm py-2 text-sm">
        <span className="font-medium">{label}</span>
        <span className="text-muted-foreground tabular-nums">
          {copy.words.count(words.length)}
          {isDefault ? '' : copy.words.changed}
        </span>
      </summary>
      <div className="space-y-2 pb-3">
        <LinesField name={list} label={copy.words.field(label)} hint={hint} rows={10} />
        <Button
          size="sm"
          disabled={isDefault}
          onClick={() => setValue(list, byDefault, { shouldDirty: true, shouldValidate: true })}
        >
          {copy.words.reset}
        </Button>
      </div>
    </details>
  );
}
