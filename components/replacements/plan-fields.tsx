import type { ReplacementSuggestion } from '@/lib/contract';
import { BRAINTRUST_PLANS } from '@/lib/domain/core';
import {
  HOWS,
  KINDS,
  usesGroup,
  type How,
  type PlanDraft,
} from '@/lib/domain/replacement-plan/plan';
import type { ReachToday } from '@/lib/domain/replacement-plan/reach-today';
import { REACH_NOT_SHOWN } from '@/lib/domain/replacement-plan/step-rules';
import type { PlanProblem } from '@/lib/domain/replacement-plan/validate-plan';
import { copy } from './copy';
import type { ShownProblem } from './plan-draft';
import { Checkbox } from '@/components/ui/checkbox';
import { Section } from '@/components/ui/section';
import { AreaField, ChoiceField, TextField } from './fields';
import { ProjectPicker } from './project-picker';
import { ReachDifference } from './reach-difference';
import { BRAINTRUST_PLAN_WORDS, KIND_WORDS } from '@/components/status/replacement-words';

export type PlanFieldsProps = {
  draft: PlanDraft;
  problems: readonly ShownProblem[];
  today: ReachToday | null;
  /** Why the holder's current access couldn't be read; `null` if it was read or is loading. */
  todayUnknown: string | null;
  choices: ReplacementSuggestion['choices'];
  onChange: (part: Partial<PlanDraft>) => void;
};

const HOW_OPTIONS: Record<How, string> = copy.form.hows;

export function PlanFields(props: PlanFieldsProps) {
  const { draft, problems, onChange } = props;
  const of = (field: PlanProblem['field']) => problems.filter((one) => one.field === field);
  return (
    <div className="space-y-8">
      <Section title={copy.form.purpose}>
        <div className="space-y-4">
          <TextField
            label={copy.form.title}
            value={draft.title}
            problems={of('title')}
            onChange={(title) => onChange({ title })}
          />
          <Ways draft={draft} onChange={onChange} />
          <AreaField
            label={copy.form.usedBy}
            value={draft.used_by}
            rows={2}
            onChange={(used_by) => onChange({ used_by })}
          />
          <AreaField
            label={copy.form.storedIn}
            value={draft.stored_in}
            rows={2}
            onChange={(stored_in) => onChange({ stored_in })}
          />
        </div>
      </Section>
      {draft.needs_token ? (
        <>
          <Projects {...props} problems={of('projects')} />
          <Names {...props} of={of} />
        </>
      ) : null}
      <Section title={copy.form.notes}>
        <AreaField
          label={copy.form.notesLabel}
          value={draft.notes}
          onChange={(notes) => onChange({ notes })}
        />
      </Section>
    </div>
  );
}

type PartProps = Pick<PlanFieldsProps, 'draft' | 'onChange'>;

function Ways({ draft, onChange }: PartProps) {
  const { variant, needs_token } = draft;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-3">
        <ChoiceField
          label={copy.form.kind}
          value={variant.kind}
          words={KIND_WORDS}
          order={KINDS}
          onChange={(kind) =>
            onChange({
              variant: { ...variant, kind },
              needs_token: kind === 'workload' || kind === 'proxy-client',
            })
          }
        />
        <ChoiceField
          label={copy.form.braintrustPlan}
          value={variant.braintrust_plan}
          words={BRAINTRUST_PLAN_WORDS}
          order={BRAINTRUST_PLANS}
          onChange={(braintrust_plan) => onChange({ variant: { ...variant, braintrust_plan } })}
        />
        {needs_token ? (
          <ChoiceField
            label={copy.form.how}
            value={variant.how}
            words={HOW_OPTIONS}
            order={HOWS}
            onChange={(how) => onChange({ variant: { ...variant, how } })}
          />
        ) : null}
      </div>
      <label className="flex items-center gap-2 text-sm">
        <Checkbox
          checked={needs_token}
          onChange={(event) => onChange({ needs_token: event.target.checked })}
        />
        {copy.form.needsToken}
      </label>
      {needs_token && !usesGroup(draft) ? (
        <p className="max-w-[70ch] text-sm text-warning">{REACH_NOT_SHOWN}</p>
      ) : null}
    </>
  );
}

function Projects({ draft, problems, today, todayUnknown, choices, onChange }: PlanFieldsProps) {
  return (
    <Section title={copy.form.projects}>
      <div className="grid gap-6 xl:grid-cols-2">
        <div className="min-w-0">
          <ProjectPicker
            projects={draft.projects}
            today={today}
            choices={choices}
            problems={problems}
            onChange={(projects) => onChange({ projects })}
          />
          {todayUnknown === null ? null : (
            <p className="mt-3 text-sm text-warning">
              {copy.form.accessFailed} {todayUnknown}
            </p>
          )}
        </div>
        {today === null ? null : <ReachDifference today={today} projects={draft.projects} />}
      </div>
    </Section>
  );
}

type NamesProps = PartProps & { of: (field: PlanProblem['field']) => ShownProblem[] };

function Names({ draft, onChange, of }: NamesProps) {
  const days = draft.expiry_days;
  return (
    <Section title={copy.form.names}>
      <div className="grid gap-4 sm:grid-cols-2">
        {usesGroup(draft) ? (
          <TextField
            label={copy.form.group}
            value={draft.group_name}
            problems={of('group_name')}
            onChange={(group_name) => onChange({ group_name })}
          />
        ) : null}
        <TextField
          label={copy.form.account}
          value={draft.account_name}
          problems={of('account_name')}
          onChange={(account_name) => onChange({ account_name })}
        />
        <TextField
          label={copy.form.token}
          value={draft.token_name}
          problems={of('token_name')}
          onChange={(token_name) => onChange({ token_name })}
        />
        <TextField
          label={copy.form.variable}
          hint={copy.form.variableHint}
          value={draft.variable}
          problems={of('variable')}
          onChange={(variable) => onChange({ variable })}
        />
        <TextField
          label={copy.form.expiry}
          hint={copy.form.expiryHint}
          inputMode="numeric"
          className="w-24 tabular-nums"
          value={days === null ? '' : String(days)}
          problems={of('expiry_days')}
          onChange={(text) => onChange({ expiry_days: daysOf(text) })}
        />
      </div>
    </Section>
  );
}

const MOST_DAYS = 3650;

/** Parses the digits of the text, up to ten years; `null` if empty or 0. *Units*: days. */
function daysOf(text: string): number | null {
  const days = Number(text.replaceAll(/\D/g, '').slice(0, 4));
  return days === 0 ? null : Math.min(days, MOST_DAYS);
}
