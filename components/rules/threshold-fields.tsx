import type { ReactNode } from 'react';
import { copy } from './copy';
import type { Draft, FieldErrors, Threshold } from './draft';
import { NumberField } from './fields';

const words = copy.thresholds;

type ThresholdFieldsProps = {
  draft: Draft;
  errors: FieldErrors;
  onChange: (thresholds: Draft['thresholds']) => void;
};

/** The numbers from which rules report a finding. */
export function ThresholdFields({ draft, errors, onChange }: ThresholdFieldsProps) {
  const field = (name: Threshold, label: string, unit: string) => (
    <NumberField
      label={label}
      unit={unit}
      value={draft.thresholds[name]}
      error={errors[name]}
      onChange={(value) => onChange({ ...draft.thresholds, [name]: value })}
    />
  );
  return (
    <div className="space-y-4">
      <Row title={words.oldKey} hint={words.oldKeyHint}>
        {field('oldKeyDays.low', words.lowFrom, words.days)}
        {field('oldKeyDays.medium', words.mediumFrom, words.days)}
        {field('oldKeyDays.high', words.highFrom, words.days)}
      </Row>
      <Row title={words.expiresSoon} hint={words.expiresSoonHint}>
        {field('expiresSoonDays.low', words.lowWithin, words.days)}
        {field('expiresSoonDays.medium', words.mediumWithin, words.days)}
      </Row>
      <Row title={words.severalKeys} hint={words.severalKeysHint}>
        {field('severalKeys.low', words.lowFrom, words.keys)}
        {field('severalKeys.medium', words.mediumFrom, words.keys)}
      </Row>
      <Row title={words.oldServiceToken} hint={words.oldServiceTokenHint}>
        {field('oldServiceTokenDays', words.oldFrom, words.days)}
      </Row>
    </div>
  );
}

function Row({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-x-6 gap-y-2 sm:grid-cols-[220px_1fr]">
      <legend className="sr-only">{title}</legend>
      <div className="text-sm">
        <span className="font-medium" aria-hidden>
          {title}
        </span>
        <span className="block text-muted-foreground">{hint}</span>
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-2">{children}</div>
    </fieldset>
  );
}
