import type { ReplacementRow } from '@/lib/contract';
import { UNKNOWN } from './csv-columns';
import type { Column } from './types';
import { writeCsv } from './write-csv';

/** One key of one replacement plan. */
export type ReplacementKey = {
  plan: ReplacementRow;
  key: {
    id: string;
    name: string;
    preview: string;
    holder_id: string;
    holder_name: string | null;
    holder_email: string | null;
    /** What the last check found. `null` if the key wasn't checked yet. */
    outcome: 'gone' | 'there' | 'cannot-be-checked' | null;
  };
  /** Each is `name: permissions`. */
  projects: readonly string[];
  group_name: string | null;
  account_name: string | null;
  notes: string;
};

type Value = Column<ReplacementKey, null>['value'];
const text = (name: string, value: Value): Column<ReplacementKey, null> => ({
  name,
  kind: 'text',
  value,
});
const plain = (name: string, value: Value): Column<ReplacementKey, null> => ({
  name,
  kind: 'plain',
  value,
});
const NONE = 'none';

/** One row per key, so that readers can count keys. */
const COLUMNS: readonly Column<ReplacementKey, null>[] = [
  plain('replacement_id', ({ plan }) => plan.id),
  text('title', ({ plan }) => plan.title),
  plain('stage', ({ plan }) => plan.stage),
  text('key_id', ({ key }) => key.id),
  text('key_name', ({ key }) => key.name),
  text('key_preview', ({ key }) => key.preview),
  text('holder_id', ({ key }) => key.holder_id),
  text('holder_email', ({ key }) => key.holder_email ?? UNKNOWN),
  text('holder_name', ({ key }) => key.holder_name ?? UNKNOWN),
  plain('key_seen', ({ key }) => key.outcome ?? 'not-checked'),
  plain('kind', ({ plan }) => plan.kind),
  plain('braintrust_plan', ({ plan }) => plan.braintrust_plan),
  text('token_name', ({ plan }) => plan.token_name ?? NONE),
  text('service_account_name', ({ account_name }) => account_name ?? NONE),
  text('group_name', ({ group_name }) => group_name ?? NONE),
  text('projects', ({ projects }) => projects.join('; ') || NONE),
  plain('steps_done', ({ plan }) => plan.steps_done),
  plain('steps', ({ plan }) => plan.steps),
  plain('current_step', ({ plan }) => plan.current_step ?? NONE),
  plain('reopened', ({ plan }) => (plan.reopened ? 'yes' : 'no')),
  plain('proved', ({ plan }) => (plan.proved ? 'yes' : 'no')),
  plain('checked_at', ({ plan }) => plan.checked_at ?? 'never'),
  text('notes', ({ notes }) => notes || NONE),
  plain('created_at', ({ plan }) => plan.created_at),
  text('created_by', ({ plan }) => plan.created_by),
  plain('updated_at', ({ plan }) => plan.updated_at),
  text('updated_by', ({ plan }) => plan.updated_by),
  text('assignee', ({ plan }) => plan.assignee ?? NONE),
  plain('due', ({ plan }) => plan.due ?? NONE),
  plain('overdue', ({ plan }) => (plan.overdue ? 'yes' : 'no')),
];

/** Writes replacement plans as CSV, like the other reports. *Errors*: those of `rows`, unchanged. */
export function renderReplacements(
  rows: AsyncIterable<readonly ReplacementKey[]>,
  { bom }: { bom: boolean },
): AsyncGenerator<string> {
  return writeCsv(COLUMNS, rows, { audit: null, bom });
}
