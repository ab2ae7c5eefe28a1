'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { FormProvider, useController, useForm, useFormState } from 'react-hook-form';
import type { RulePage, RuleSettings, StoredRuleSettings } from '@/lib/contract';
import { saveRuleSettingsMutation } from '@/lib/client';
import { ruleSettingsSchema } from '@/lib/contract/decisions';
import { useFocusInvalid } from '@/components/form/use-focus-invalid';
import { zodResolver } from '@/components/form/zod-resolver';
import { notify } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { copy } from './copy';
import { LinesField } from './fields';
import { RuleRows } from './rule-rows';
import { SaveBar } from './save-bar';
import { ThresholdFields } from './threshold-fields';
import { WordFields } from './word-fields';

const words = copy.form;

const PLAN_OPTIONS = ruleSettingsSchema.shape.plan.options.map((value) => ({
  value,
  label: words.plans[value],
}));

type RuleSettingsFormProps = {
  /** Every rule, with its own severities. */
  rules: readonly RulePage[];
  stored: StoredRuleSettings;
  /** Discards the changes and shows the stored settings. */
  onReload: () => void;
};

/** The form of all rule settings. It previews the effect of a change before it is saved. */
export function RuleSettingsForm({ rules, stored, onReload }: RuleSettingsFormProps) {
  const { organization } = useShellSession();
  const [basedOn, setBasedOn] = useState(stored);
  const form = useForm<RuleSettings>({
    defaultValues: stored.settings,
    resolver: zodResolver(ruleSettingsSchema),
    shouldFocusError: false,
  });
  const planId = useId();
  const { field: plan } = useController({ control: form.control, name: 'plan' });
  const save = useMutation({
    ...saveRuleSettingsMutation(useQueryClient(), organization.id),
    onSettled: (saved) => {
      if (!saved) return;
      setBasedOn(saved);
      form.reset(saved.settings);
      void notify('success', words.saved(saved.version), words.savedHint);
    },
  });
  const { isDirty, submitCount } = useFormState({ control: form.control });
  useUnsavedGuard(isDirty);
  const element = useFocusInvalid(submitCount);
  const submit = form.handleSubmit((settings) =>
    save.mutate({ based_on: basedOn.version, settings }),
  );
  return (
    <FormProvider {...form}>
      <form
        ref={element}
        onSubmit={(event) => void submit(event)}
        // One field can make another one invalid, so each change checks all of them.
        onChange={() => void form.trigger()}
        className="space-y-8"
        noValidate
      >
        <Section title={words.plan}>
          <div className="flex flex-wrap items-center gap-3 text-sm">
            <Select id={planId} {...plan} options={PLAN_OPTIONS} />
            <label htmlFor={planId} className="text-muted-foreground">
              {words.planHint}
            </label>
          </div>
        </Section>
        <Section title={words.thresholds}>
          <ThresholdFields defaults={basedOn.defaults} />
        </Section>
        <Section title={words.domains}>
          <LinesField name="domains" label={words.domainsField} hint={words.domainsHint} />
        </Section>
        <Section title={words.words}>
          <WordFields defaults={basedOn.defaults} />
        </Section>
        <Section title={words.rules}>
          <RuleRows rules={rules} stored={basedOn.settings} />
        </Section>
        <SaveBar
          saving={save.isPending}
          error={save.error}
          onDiscard={() => {
            save.reset();
            form.reset();
          }}
          onReload={onReload}
        />
      </form>
    </FormProvider>
  );
}
