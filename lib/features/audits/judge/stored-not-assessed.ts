import type { Evaluation } from '@/lib/domain/policy';
import type { schema } from '@/lib/platform/database';

/** The entry as stored on a key or token: without its subject, and without empty evidence. */
export function storedNotAssessed({
  rule,
  reason,
  evidence = [],
}: Evaluation['notAssessed'][number]): schema.SubjectNotAssessed {
  return { rule, reason, ...(evidence.length === 0 ? {} : { evidence: [...evidence] }) };
}
