import { LONGEST_NAME, nextFreeName, sameName } from './names';
import {
  covers,
  DEFAULT_VARIABLE,
  grantText,
  usesGroup,
  type Plan,
  type PlanProject,
} from './plan';
import { grantsOn, type ReachToday } from './reach-today';
import type { ExistingNames } from './suggest-plan';
import { list, oneLine } from './text';

/** A problem of a plan. `says` is shown to the user. `suggestion`: a value that would work. */
export type PlanProblem = {
  /** `refused`: can't be saved. `missing`: needed before the token is created. `warning`: worth a check. */
  severity: 'refused' | 'missing' | 'warning';
  field:
    | 'title'
    | 'projects'
    | 'group_name'
    | 'account_name'
    | 'token_name'
    | 'expiry_days'
    | 'variable';
  project_id: string | null;
  says: string;
  suggestion: string | null;
};

export type ValidatePlanInput = {
  /** `null`: unknown, for example without an audit. */
  today: ReachToday | null;
  existing: ExistingNames;
  /** Ids of the existing projects. `null`: projects weren't read. */
  projectIds: ReadonlySet<string> | null;
  /** Which of its parts this plan has already created. Their names may be taken. */
  made?: { group: boolean; account: boolean; token: boolean };
};

/** Returns a plan's problems, in the order of its fields. Empty: the plan can be used. */
export function validatePlan(plan: Plan, input: ValidatePlanInput): PlanProblem[] {
  const problems: PlanProblem[] = [];
  if (plan.title.trim() === '') {
    problems.push(problem('missing', 'title', 'Enter a title that your team recognizes.'));
  }
  if (!plan.needs_token) return problems;
  problems.push(...judgeProjects(plan, input), ...judgeNames(plan, input));
  if (plan.expiry_days === null) {
    problems.push(
      problem('warning', 'expiry_days', 'A token that never expires is easy to forget.'),
    );
  } else if (plan.expiry_days > 366) {
    problems.push(
      problem('warning', 'expiry_days', 'More than a year is a long lifetime for a secret.'),
    );
  }
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(plan.variable)) {
    const says =
      plan.variable.trim() === ''
        ? 'Enter a name for the environment variable.'
        : 'Use only letters, digits, and underscores, and don’t start with a digit.';
    problems.push(problem('refused', 'variable', says, DEFAULT_VARIABLE));
  }
  return problems;
}

const problem = (
  severity: PlanProblem['severity'],
  field: PlanProblem['field'],
  says: string,
  suggestion: string | null = null,
  project_id: string | null = null,
): PlanProblem => ({ severity, field, project_id, says, suggestion });

function judgeProjects(plan: Plan, input: ValidatePlanInput): PlanProblem[] {
  if (plan.projects.length === 0) {
    return [problem('missing', 'projects', 'Choose the projects that the workload uses.')];
  }
  const seen = new Set<string>();
  return plan.projects.flatMap((project) => {
    if (seen.has(project.id)) {
      const says = `Project ${quote(project.name)} is in the plan twice. Remove one.`;
      return [problem('refused', 'projects', says, null, project.id)];
    }
    seen.add(project.id);
    return judgeProject(project, input);
  });
}

function judgeProject(project: PlanProject, { today, projectIds }: ValidatePlanInput) {
  const about = (severity: PlanProblem['severity'], says: string) =>
    problem(severity, 'projects', says, null, project.id);
  const name = quote(project.name);
  if (projectIds !== null && !projectIds.has(project.id)) {
    return [about('refused', `Project ${name} no longer exists. Remove it from the plan.`)];
  }
  const problems: PlanProblem[] = [];
  if (project.grants.length === 0) {
    problems.push(about('missing', `Choose permissions for project ${name}.`));
  }
  problems.push(...judgeReach(project, name, today, about));
  const heavy = project.grants.filter(
    ({ permission }) => permission === 'delete' || permission.endsWith('_acls'),
  );
  if (heavy.length > 0) {
    const says = `Few workloads need ${list(heavy.map(grantText))} in project ${name}.`;
    problems.push(about('warning', says));
  }
  return problems;
}

function judgeReach(
  project: PlanProject,
  name: string,
  today: ReachToday | null,
  about: (severity: PlanProblem['severity'], says: string) => PlanProblem,
): PlanProblem[] {
  if (today === null) {
    return [
      about('warning', `Latchkey doesn’t know yet whether the holder can access project ${name}.`),
    ];
  }
  const held = grantsOn(today, project.id);
  const beyond =
    held === null ? project.grants : project.grants.filter((grant) => !covers(held, grant));
  if (held !== null && beyond.length === 0) return [];
  if (today.unknown.length > 0) {
    const says = `Couldn’t read all of the holder’s access to project ${name}. ${today.unknown.join(' ')}`;
    return [about('warning', says)];
  }
  return [
    about(
      'refused',
      held === null
        ? `The holder can’t access project ${name}, so nothing that uses the key can need it.`
        : `The holder doesn’t have ${list(beyond.map(grantText))} in project ${name}, so nothing that uses the key can need it.`,
    ),
  ];
}

function judgeNames(plan: Plan, { existing, made }: ValidatePlanInput): PlanProblem[] {
  return [
    ...(usesGroup(plan)
      ? judgeName('group_name', 'group', plan.group_name, existing.groups, made?.group)
      : []),
    ...judgeName(
      'account_name',
      'service account',
      plan.account_name,
      existing.accounts,
      made?.account,
    ),
    ...judgeName('token_name', 'service token', plan.token_name, existing.tokens, made?.token),
  ];
}

function judgeName(
  field: PlanProblem['field'],
  what: string,
  name: string,
  taken: readonly string[] | null,
  made = false,
): PlanProblem[] {
  if (name.trim() === '') return [problem('missing', field, `Enter a name for the ${what}.`)];
  if (Array.from(name).length > LONGEST_NAME) {
    const says = `The ${what} name is longer than ${LONGEST_NAME} characters.`;
    return [problem('refused', field, says)];
  }
  if (/\p{C}|\p{Zl}|\p{Zp}/u.test(name)) {
    const says = `The ${what} name contains invisible characters.`;
    return [problem('refused', field, says, oneLine(name, LONGEST_NAME))];
  }
  if (made) return [];
  if (taken === null) {
    const says = `Couldn’t check whether a ${what} with this name exists. Check in Braintrust before you create it.`;
    return [problem('warning', field, says)];
  }
  if (!taken.some((other) => sameName(other, name))) return [];
  const free = nextFreeName(name, taken);
  const says = `A ${what} named ${quote(name)} already exists. Choose another name.`;
  return [problem('refused', field, says, free)];
}

const quote = (name: string) => `“${oneLine(name, 80)}”`;
