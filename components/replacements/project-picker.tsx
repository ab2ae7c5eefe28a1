import { X } from 'lucide-react';
import { useId, useState, type Ref } from 'react';
import type { ReplacementSuggestion } from '@/lib/contract';
import { matchesText } from '@/lib/domain/core';
import {
  covers,
  grantText,
  type Grant,
  type PlanProject,
} from '@/lib/domain/replacement-plan/plan';
import { heldGrantsOf, PRESETS } from '@/lib/domain/replacement-plan/presets';
import { grantsOn, type ReachToday } from '@/lib/domain/replacement-plan/reach-today';
import { copy } from './copy';
import type { ShownProblem } from './plan-draft';
import { SafeText } from '@/components/status/safe-text';
import { invalidGroup } from '@/components/form/use-focus-invalid';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { isRefused, Problems } from './fields';

type PickerProps = {
  projects: readonly PlanProject[];
  today: ReachToday | null;
  choices: ReplacementSuggestion['choices'];
  problems: readonly ShownProblem[];
  onChange: (projects: PlanProject[]) => void;
};

/** Picks the projects that the token can access and its permissions in each. */
export function ProjectPicker({ projects, today, choices, problems, onChange }: PickerProps) {
  const about = (id: string | null) => problems.filter(({ project_id }) => project_id === id);
  return (
    <div className="space-y-4">
      {projects.map((project, at) => (
        <ProjectGrants
          key={project.id}
          project={project}
          held={today === null ? null : grantsOn(today, project.id)}
          problems={about(project.id)}
          onChange={(changed) => onChange(projects.with(at, changed))}
          onRemove={() => onChange(projects.toSpliced(at, 1))}
        />
      ))}
      <div {...invalidGroup(isRefused(about(null)))}>
        <Problems problems={about(null)} />
      </div>
      <AddProject
        choices={choices.filter(({ id }) => !projects.some((project) => project.id === id))}
        onAdd={({ id, name }) => {
          const held = today === null ? [] : (grantsOn(today, id) ?? []);
          onChange([...projects, { id, name, grants: heldGrantsOf(SUGGESTED, held) }]);
        }}
      />
    </div>
  );
}

/** Permissions of a project that is added by hand: write logs and read them back. */
const SUGGESTED = PRESETS[2];

type GrantsProps = {
  project: PlanProject;
  /** The holder's permissions in this project; `null` if unknown. */
  held: readonly Grant[] | null;
  problems: readonly ShownProblem[];
  onChange: (project: PlanProject) => void;
  /** Without it, the project can't be removed here. */
  onRemove?: () => void;
};

/** The permissions in one project. */
export function ProjectGrants({ project, held, problems, onChange, onRemove }: GrantsProps) {
  const id = useId();
  const offered = offeredGrants(project.grants, held);
  const has = (grant: Grant) => project.grants.some((one) => keyOf(one) === keyOf(grant));
  const toggle = (grant: Grant) =>
    onChange({
      ...project,
      grants: has(grant)
        ? project.grants.filter((one) => keyOf(one) !== keyOf(grant))
        : [...project.grants, grant],
    });
  return (
    <fieldset
      className="min-w-0 rounded-md border px-3 pt-1 pb-3"
      aria-describedby={id}
      {...invalidGroup(isRefused(problems))}
    >
      <legend className="max-w-full px-1 text-sm font-medium">
        <SafeText text={project.name} />
      </legend>
      <div className="flex flex-wrap items-center gap-1.5">
        {PRESETS.filter(({ grants }) => fits(grants, held)).map((preset) => (
          <Button
            key={preset.id}
            size="sm"
            title={preset.why}
            onClick={() => onChange({ ...project, grants: [...preset.grants] })}
          >
            {preset.title}
          </Button>
        ))}
        {onRemove ? (
          <Button
            size="sm"
            variant="ghost"
            className="ml-auto"
            aria-label={copy.projects.removeProject(project.name)}
            onClick={onRemove}
          >
            <X aria-hidden />
            {copy.projects.remove}
          </Button>
        ) : null}
      </div>
      <ul className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {offered.map((grant) => (
          <li key={keyOf(grant)}>
            <label className="flex items-center gap-2 text-sm">
              <Checkbox checked={has(grant)} onChange={() => toggle(grant)} />
              {grantText(grant)}
            </label>
          </li>
        ))}
      </ul>
      <div id={id} className="mt-1">
        <Problems problems={problems} />
      </div>
    </fieldset>
  );
}

const keyOf = (grant: Grant) => JSON.stringify([grant.permission, grant.restrict_object_type]);

const fits = (grants: readonly Grant[], held: readonly Grant[] | null) =>
  held === null || grants.every((grant) => covers(held, grant));

/** The permissions to offer: the chosen ones, the holder's, and narrower ones from the presets. */
function offeredGrants(chosen: readonly Grant[], held: readonly Grant[] | null): Grant[] {
  const narrower = PRESETS.flatMap(({ grants }) => grants).filter((grant) => fits([grant], held));
  const all = [...chosen, ...(held ?? []), ...narrower];
  return [...new Map(all.map((grant) => [keyOf(grant), grant])).values()].sort((a, b) =>
    grantText(a) < grantText(b) ? -1 : 1,
  );
}

const MOST_SHOWN = 8;

type Choice = ReplacementSuggestion['choices'][number];

/** Adds one of the holder's projects, found by name; likely ones come first. */
export function AddProject(props: {
  /** Gets the search field, to focus it. */
  ref?: Ref<HTMLInputElement>;
  choices: readonly Choice[];
  onAdd: (choice: Choice) => void;
}) {
  const { ref, choices, onAdd } = props;
  const [text, setText] = useState('');
  const id = useId();
  if (choices.length === 0) return null;
  const fitting = choices.filter(({ name }) => matchesText(name, text.trim()));
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block text-sm font-medium">
        {copy.projects.add}
      </label>
      <Input
        ref={ref}
        id={id}
        type="search"
        autoComplete="off"
        placeholder={copy.projects.search}
        className="max-w-72"
        value={text}
        onChange={(event) => setText(event.target.value)}
        // Enter in this field must not submit the form around it.
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      <div className="flex flex-wrap items-center gap-1.5">
        {fitting.slice(0, MOST_SHOWN).map((choice) => (
          <Button
            key={choice.id}
            size="sm"
            className="max-w-full"
            aria-label={copy.projects.addProject(choice.name)}
            onClick={() => {
              setText('');
              onAdd(choice);
            }}
          >
            <SafeText text={choice.name} clip className="max-w-56" />
            {choice.likely ? (
              <span className="text-muted-foreground">{copy.projects.likely}</span>
            ) : null}
          </Button>
        ))}
        {fitting.length > MOST_SHOWN ? (
          <span className="text-sm text-muted-foreground">
            {copy.more(fitting.length - MOST_SHOWN)}
          </span>
        ) : fitting.length === 0 ? (
          <span className="text-sm text-muted-foreground">{copy.projects.noMatch}</span>
        ) : null}
      </div>
    </div>
  );
}
