import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { RuleSettings } from '@/lib/contract';
import { Button } from '@/components/ui/button';
import { copy } from './copy';
import { NumberField } from './fields';

const words = copy.thresholds;

/** The numbers from which rules report a finding. */
export function ThresholdFields({ defaults }: { defaults: RuleSettings }) {
  return (
    <div className="space-y-4">
      <Row setting="oldKeyDays" defaults={defaults} title={words.oldKey} hint={words.oldKeyHint}>
        <NumberField name="oldKeyDays.low" label={words.lowFrom} unit={words.days} />
        <NumberField name="oldKeyDays.medium" label={words.mediumFrom} unit={words.days} />
        <NumberField name="oldKeyDays.high" label={words.highFrom} unit={words.days} />
      </Row>
      <Row
        setting="expiresSoonDays"
        defaults={defaults}
        title={words.expiresSoon}
        hint={words.expiresSoonHint}
      >
        <NumberField name="expiresSoonDays.low" label={words.lowWithin} unit={words.days} />
        <NumberField name="expiresSoonDays.medium" label={words.mediumWithin} unit={words.days} />
      </Row>
      <Row
        setting="severalKeys"
        defaults={defaults}
        title={words.severalKeys}
        hint={words.severalKeysHint}
      >
        <NumberField name="severalKeys.low" label={words.lowFrom} unit={words.keys} />
        <NumberField name="severalKeys.medium" label={words.mediumFrom} unit={words.keys} />
      </Row>
      <Row
        setting="oldServiceTokenDays"
        defaults={defaults}
        title={words.oldServiceToken}
        hint={words.oldServiceTokenHint}
      >
        <NumberField name="oldServiceTokenDays" label={words.oldFrom} unit={words.days} />
      </Row>
    </div>
  );
}

type RowProps = {
  setting: 'oldKeyDays' | 'expiresSoonDays' | 'severalKeys' | 'oldServiceTokenDays';
  defaults: RuleSettings;
  title: string;
  hint: string;
  children: ReactNode;
};

function Row({ setting, defaults, title, hint, children }: RowProps) {
  const { setValue } = useFormContext<RuleSettings>();
  const value = useWatch<RuleSettings, typeof setting>({ name: setting });
  const byDefault = defaults[setting];
  const isDefault = textOf(value) === textOf(byDefault);
  return (
    <fieldset className="grid gap-x-6 gap-y-2 sm:grid-cols-[220px_1fr]">
      <legend className="sr-only">{title}</legend>
      <div className="text-sm">
        <span className="font-medium" aria-hidden>
          {title}
        </span>
        <span className="block text-muted-foreground">{hint}</span>
      </div>
      <div>
        <div className="flex flex-wrap gap-x-6 gap-y-2">{children}</div>
        {isDefault ? null : (
          <p className="mt-1 flex flex-wrap gap-x-2 text-sm text-muted-foreground">
            {words.changed}
            <Button
              variant="link"
              aria-label={words.resetLabel(title)}
              onClick={() =>
                setValue(setting, byDefault, { shouldDirty: true, shouldValidate: true })
              }
            >
              {copy.words.reset}
            </Button>
          </p>
        )}
      </div>
    </fieldset>
  );
}

/** A threshold as text, whatever the order of its fields. */
const textOf = (value: RuleSettings[RowProps['setting']]): string =>
  typeof value === 'number' ? String(value) : Object.entries(value).toSorted().join(' ');
