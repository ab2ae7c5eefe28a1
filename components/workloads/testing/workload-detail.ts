import type { WorkloadDetail } from '@/lib/contract';

/** A workload of three keys, none of them in a plan, as its panel gets it. */
export const WORKLOAD_DETAIL: WorkloadDetail = {
  id: 'airflow',
  name: 'airflow',
  has_purpose: true,
  keys: 3,
  keys_to_replace: 3,
  holders: 2,
  access: 'owner',
  severity: 'critical',
  priority: 1,
  oldest: null,
  oldest_age_days: null,
  service_token_id: null,
  service_token_name: null,
  replacements: [],
  assignee: null,
  due: null,
  overdue: false,
  audit_id: 'audit-1',
  first_keys: [],
  decisions: [],
  unplanned_key_ids: ['k-1', 'k-2', 'k-3'],
};
