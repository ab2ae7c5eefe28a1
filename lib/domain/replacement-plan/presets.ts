import { covers, type Grant } from './plan';
import { wordsOf } from '@/lib/domain/core';

/** Common permissions to choose with one click and then adjust. */
export type Preset = { id: string; title: string; why: string; grants: readonly Grant[] };

const grant = (permission: string, only: string | null = null): Grant => ({
  permission,
  restrict_object_type: only,
});

/**
 * The presets.
 * *Source*: Braintrust's page on service token permissions for log ingestion. Writing logs needs `update`,
 * for new rows too; restrict it to the project's logs. Only a workload that also fetches needs `read` on the
 * project. Evaluations and prompts follow the access-control page.
 */
export const PRESETS = [
  {
    id: 'write-logs',
    title: 'Write logs and traces',
    why: 'For a workload that only sends logs. Braintrust calls this permission “update”.',
    grants: [grant('update', 'project_log')],
  },
  {
    id: 'read',
    title: 'Read only',
    why: 'For prompts at run time, reports, and exports.',
    grants: [grant('read')],
  },
  {
    id: 'write-and-read-logs',
    title: 'Write logs and read them back',
    why: 'For a workload that also reads what it wrote, or looks up the project by name.',
    grants: [grant('read'), grant('update', 'project_log')],
  },
  {
    id: 'run-evaluations',
    title: 'Run evaluations',
    why: 'Reads datasets and prompts, creates experiments, and writes to them.',
    grants: [grant('read'), grant('create', 'experiment'), grant('update', 'experiment')],
  },
] as const satisfies readonly Preset[];

/** The permissions of a preset that the holders have. `held` is `null` if their access is unknown. */
export function heldGrantsOf({ grants }: Preset, held: readonly Grant[] | null): Grant[] {
  return grants.filter((grant) => held === null || covers(held, grant));
}

const EVALUATES = new Set(['ci', 'eval', 'evals', 'evaluation', 'evaluations', 'test', 'github']);
const READS = new Set(['read', 'reader', 'readonly', 'report', 'reports', 'export', 'dashboard']);
const WRITES = new Set([
  'ingest',
  'ingestion',
  'log',
  'logs',
  'logger',
  'trace',
  'tracing',
  'otel',
]);

/** Suggests a preset from the keys' names. The default writes and reads logs. */
export function suggestPreset(names: readonly string[]): (typeof PRESETS)[number] {
  const words = new Set(names.flatMap(wordsOf));
  const says = (known: ReadonlySet<string>) => [...known].some((word) => words.has(word));
  if (says(WRITES)) return PRESETS[0];
  if (says(EVALUATES)) return PRESETS[3];
  return says(READS) ? PRESETS[1] : PRESETS[2];
}
