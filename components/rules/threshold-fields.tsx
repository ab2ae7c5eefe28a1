import type { ReactNode } from 'react';
import type { Draft, FieldErrors, Threshold } from './draft';
import { NumberField } from './fields';

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
      <Row title="Old key" hint="Age from which a key is low, medium and high.">
        {field('oldKeyDays.low', 'Low from', 'days')}
        {field('oldKeyDays.medium', 'Medium from', 'days')}
        {field('oldKeyDays.high', 'High from', 'days')}
      </Row>
      <Row title="Expires soon" hint="Days left at which an end is low and medium.">
        {field('expiresSoonDays.low', 'Low within', 'days')}
        {field('expiresSoonDays.medium', 'Medium within', 'days')}
      </Row>
      <Row
        title="Several keys per member"
        hint="Keys of one member from which it is low and medium."
      >
        {field('severalKeys.low', 'Low from', 'keys')}
        {field('severalKeys.medium', 'Medium from', 'keys')}
      </Row>
      <Row title="Old service token" hint="Age from which a service token should be renewed.">
        {field('oldServiceTokenDays', 'Old from', 'days')}
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
