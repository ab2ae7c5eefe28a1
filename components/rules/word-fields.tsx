import type { RuleSettings } from '@/lib/contract';
import { Button } from '@/components/ui/button';
import { copy } from './copy';
import { WORD_LISTS, type Draft, type FieldErrors } from './draft';
import { LinesField } from './fields';

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
        const { label, hint } = copy.words.lists[list];
        const byDefault = defaults[list].join('\n');
        const count = words[list].split('\n').filter((line) => line.trim() !== '').length;
        return (
          <details key={list} open={errors[list] === undefined ? undefined : true}>
            <summary className="flex cursor-pointer items-center gap-3 rounded-sm py-2 text-sm">
              <span className="font-medium">{label}</span>
              <span className="text-muted-foreground tabular-nums">
                {copy.words.count(count)}
                {words[list] === byDefault ? '' : copy.words.changed}
              </span>
            </summary>
            <div className="space-y-2 pb-3">
              <LinesField
                label={copy.words.field(label)}
                hint={hint}
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
                {copy.words.reset}
              </Button>
            </div>
          </details>
        );
      })}
    </div>
  );
}
