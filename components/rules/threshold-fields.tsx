import type { ReactNode } from 'react';
import { copy } from './copy';
import { NumberField } from './fields';

const words = copy.thresholds;

/** The numbers from which rules report a finding. */
export function ThresholdFields() {
  return (
    <div className="space-y-4">
      <Row title={words.oldKey} hint={words.oldKeyHint}>
        <NumberField name="oldKeyDays.low" label={words.lowFrom} unit={words.days} />
        <NumberField name="oldKeyDays.medium" label={words.mediumFrom} unit={words.days} />
        <NumberField name="oldKeyDays.high" label={words.highFrom} unit={words.days} />
      </Row>
      <Row title={words.expiresSoon} hint={words.expiresSoonHint}>
        <NumberField name="expiresSoonDays.low" label={words.lowWithin} unit={words.days} />
        <NumberField name="expiresSoonDays.medium" label={words.mediumWithin} unit={words.days} />
      </Row>
      <Row title={words.severalKeys} hint={words.severalKeysHint}>
        <NumberField name="severalKeys.low" label={words.lowFrom} unit={words.keys} />
        <NumberField name="severalKeys.medium" label={words.mediumFrom} unit={words.keys} />
      </Row>
      <Row title={words.oldServiceToken} hint={words.oldServiceTokenHint}>
        <NumberField name="oldServiceTokenDays" label={words.oldFrom} unit={words.days} />
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
