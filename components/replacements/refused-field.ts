import type { PlanProblem } from '@/lib/replacement/validate-plan';
import { fieldOfRefusal } from './plan-draft';

/** A refusal that names a field, as a problem that stands at it. */
export function refusedField(error: Error | null): PlanProblem[] {
  const field = error === null ? null : fieldOfRefusal(error.message);
  if (error === null || field === null) return [];
  const says = error.message.slice(field.length + 2);
  return [{ severity: 'refused', field, project_id: null, says, suggestion: null }];
}
