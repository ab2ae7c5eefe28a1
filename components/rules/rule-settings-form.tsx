'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { StoredRuleSettings } from '@/lib/contract';
import { saveRuleSettingsMutation } from '@/lib/client';
import { notify } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { copy } from './copy';
import { parseDraft, toDraft, type Draft } from './draft';
import { LinesField } from './fields';
import { RuleRows } from './rule-rows';
import { SaveBar } from './save-bar';
import { ThresholdFields } from './threshold-fields';
import { WordFields } from './word-fields';

const words = copy.form;

type RuleSettingsFormProps = {
  stored: StoredRuleSettings;
  /** Discards the changes and shows the stored settings. */
  onReload: () => void;
};

/** The form of all rule settings. It previews the effect of a change before it is saved. */
export function RuleSettingsForm({ stored, onReload }: RuleSettingsFormProps) {
  const { organization } = useShellSession();
  const [basedOn, setBasedOn] = useState(stored);
  const [draft, setDraft] = useState(() => toDraft(stored.settings));
  const parsed = parseDraft(draft);
  const changed = JSON.stringify(draft) !== JSON.stringify(toDraft(basedOn.settings));
  const save = useMutation({
    ...saveRuleSettingsMutation(useQueryClient(), organization.id),
    onSettled: (saved) => {
      if (!saved) return;
      setBasedOn(saved);
      setDraft(toDraft(saved.settings));
      void notify('success', words.saved(saved.version), words.savedHint);
    },
  });
  useUnsavedGuard(changed);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const errors = parsed.ok ? {} : parsed.errors;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (parsed.ok && changed) save.mutate({ based_on: basedOn.version, settings: parsed.settings });
  };
  return (
    <form onSubmit={submit} className="space-y-8" noValidate>
      <Section title={words.plan}>
        <label className="flex flex-wrap items-center gap-3 text-sm">
          <Select
            value={draft.plan}
            onChange={(event) => change({ plan: planOf(event.target.value) })}
          >
            {Object.entries(words.plans).map(([plan, word]) => (
              <option key={plan} value={plan}>
                {word}
              </option>
            ))}
          </Select>
          <span className="text-muted-foreground">{words.planHint}</span>
        </label>
      </Section>
      <Section title={words.thresholds}>
        <ThresholdFields
          draft={draft}
          errors={errors}
          onChange={(thresholds) => change({ thresholds })}
        />
      </Section>
      <Section title={words.domains}>
        <LinesField
          label={words.domainsField}
          hint={words.domainsHint}
          value={draft.domains}
          error={errors.domains}
          onChange={(domains) => change({ domains })}
        />
      </Section>
      <Section title={words.words}>
        <WordFields
          words={draft.words}
          defaults={basedOn.defaults}
          errors={errors}
          onChange={(lists) => change({ words: lists })}
        />
      </Section>
      <Section title={words.rules}>
        <RuleRows rules={draft.rules} errors={errors} onChange={(rules) => change({ rules })} />
      </Section>
      <SaveBar
        parsed={parsed}
        changed={changed}
        saving={save.isPending}
        error={save.error}
        onDiscard={() => {
          save.reset();
          setDraft(toDraft(basedOn.settings));
        }}
        onReload={onReload}
      />
    </form>
  );
}

function planOf(value: string): Draft['plan'] {
  if (value === 'starter' || value === 'pro' || value === 'enterprise') return value;
  return 'unknown';
}
