import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { useController } from 'react-hook-form';
import type { ReplacementSuggestion } from '@/lib/contract';
import { sameGrants, type PlanDraft, type PlanProject } from '@/lib/domain/replacement-plan/plan';
import {
  heldGrantsOf,
  PRESETS,
  suggestPreset,
  type Preset,
} from '@/lib/domain/replacement-plan/presets';
import { grantsOn, type ReachToday } from '@/lib/domain/replacement-plan/reach-today';
import { RequiredMark } from '@/components/form/field';
import { invalidGroup } from '@/components/form/use-focus-invalid';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { copy } from './copy';
import { isRefused, Problems } from './fields';
import type { ShownProblem } from './plan-draft';
import { AddProject } from './project-picker';

type AccessQuestionProps = {
  /** Names of the keys, which suggest what the workload does. */
  keyNames: readonly string[];
  today: ReachToday;
  choices: ReplacementSuggestion['choices'];
  problems: readonly ShownProblem[];
};

/** Asks what the workload does, and in which projects. The answer sets the permissions of each project. */
export function AccessQuestion({ keyNames, today, choices, problems }: AccessQuestionProps) {
  const { field, fieldState } = useController<PlanDraft, 'projects'>({ name: 'projects' });
  const { value: projects, onChange, ref: register } = field;
  const [preferred, setPreferred] = useState<Preset>(() => suggestPreset(keyNames));
  const grantsIn = (preset: Preset, projectId: string) =>
    heldGrantsOf(preset, grantsOn(today, projectId) ?? []);
  const isChosen = (preset: Preset) =>
    projects.every(({ id, grants }) => sameGrants(grants, grantsIn(preset, id)));
  const chosen = isChosen(preferred) ? preferred : PRESETS.find(isChosen);
  const offered = PRESETS.filter(
    (preset) =>
      preset.id === chosen?.id ||
      projects.every(({ id }) => grantsIn(preset, id).length === preset.grants.length),
  );
  return (
    <div className="space-y-4">
      <fieldset className="space-y-2">
        <legend className="mb-2 text-base font-semibold">
          {copy.create.access}
          <RequiredMark />
        </legend>
        {offered.map((preset) => (
          <PresetCard
            key={preset.id}
            title={preset.title}
            hint={preset.why}
            checked={preset.id === chosen?.id}
            onChoose={() => {
              setPreferred(preset);
              onChange(
                projects.map((project) => ({ ...project, grants: grantsIn(preset, project.id) })),
              );
            }}
          />
        ))}
        {chosen === undefined ? (
          <PresetCard title={copy.create.otherAccess} hint={copy.create.otherAccessHint} checked />
        ) : null}
      </fieldset>
      <div className="space-y-3">
        <ChosenProjects projects={projects} onChange={onChange} />
        <AddProject
          ref={register}
          choices={choices.filter(({ id }) => !projects.some((project) => project.id === id))}
          onAdd={({ id, name }) =>
            onChange([...projects, { id, name, grants: grantsIn(preferred, id) }])
          }
        />
        <div {...invalidGroup(fieldState.invalid || isRefused(problems))}>
          <Problems error={fieldState.error?.message} problems={problems} />
        </div>
      </div>
    </div>
  );
}

type PresetCardProps = { title: string; hint: string; checked: boolean; onChoose?: () => void };

function PresetCard({ title, hint, checked, onChoose }: PresetCardProps) {
  const id = useId();
  return (
    <label className="flex gap-3 rounded-md border px-3 py-2 text-sm has-checked:border-ring has-checked:bg-selection">
      <input
        type="radio"
        name="preset"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-hint`}
        className="mt-1 accent-primary"
        checked={checked}
        onChange={() => onChoose?.()}
      />
      <span className="min-w-0">
        <span id={`${id}-title`} className="block font-medium">
          {title}
        </span>
        <span id={`${id}-hint`} className="block text-muted-foreground">
          {hint}
        </span>
      </span>
    </label>
  );
}

type ChosenProjectsProps = {
  projects: readonly PlanProject[];
  onChange: (projects: PlanProject[]) => void;
};

function ChosenProjects({ projects, onChange }: ChosenProjectsProps) {
  const id = useId();
  return (
    <div>
      <p id={id} className="text-sm font-medium">
        {copy.create.projects}
        <RequiredMark />
      </p>
      <ul aria-labelledby={id} className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
        {projects.map(({ id: projectId, name }, at) => (
          <li
            key={projectId}
            className="flex max-w-full items-center rounded-md border pl-2 text-sm"
          >
            <SafeText text={name} clip />
            <Button
              size="icon"
              variant="ghost"
              aria-label={copy.projects.removeProject(name)}
              onClick={() => onChange(projects.toSpliced(at, 1))}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
