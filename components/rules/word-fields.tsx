import type { RuleSettings } from '@/lib/contract';
import { plural } from '@/components/status/format';
import { Button } from '@/components/ui/button';
import { WORD_LISTS, type Draft, type FieldErrors, type WordList } from './draft';
import { LinesField } from './fields';

const LISTS: Record<WordList, { label: string; hint: string }> = {
  workloadWords: {
    label: 'Workload words',
    hint: 'In a key’s name they speak for a program.',
  },
  personWords: { label: 'Person words', hint: 'In a key’s name they speak for a person.' },
  commonWords: {
    label: 'Common words',
    hint: 'Names of these alone are no sign that two keys are copies of one integration.',
  },
  vagueWords: { label: 'Vague words', hint: 'A name of these alone tells nobody what it is for.' },
  sharedMailboxWords: {
    label: 'Shared mailbox words',
    hint: 'Before the @ they speak for a mailbox of a program or of several people.',
  },
};

type WordFieldsProps = {
  words: Draft['words'];
  defaults: RuleSettings;
  errors: FieldErrors;
  onChange: (words: Draft['words']) => void;
};

export function WordFields({ words, defaults, errors, onChange }: WordFieldsProps) {
  return (
    <div className="divide-y border-y">
      {WORD_LISTS.map((list) => {
        const byDefault = defaults[list].join('\n');
        const count = words[list].split('\n').filter((line) => line.trim() !== '').length;
        return (
          <details key={list} open={errors[list] === undefined ? undefined : true}>
            <summary className="flex cursor-pointer items-center gap-3 rounded-sm py-2 text-sm">
              <span className="font-medium">{LISTS[list].label}</span>
              <span className="text-muted-foreground tabular-nums">
                {plural(count, 'word')}
                {words[list] === byDefault ? '' : ' · changed'}
              </span>
            </summary>
            <div className="space-y-2 pb-3">
              <LinesField
                label={`${LISTS[list].label}, one a line`}
                hint={LISTS[list].hint}
                rows={10}
                value={words[list]}
                error={errors[list]}
                onChange={(value) => onChange({ ...words, [list]: value })}
              />
              <Button
                size="sm"
                disabled={words[list] === byDefault}
                onClick={() => onChange({ ...words, [list]: byDefault })}
              >
                Back to Latchkey’s list
              </Button>
            </div>
          </details>
        );
      })}
    </div>
  );
}
