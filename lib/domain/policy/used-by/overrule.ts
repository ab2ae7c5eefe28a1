import { formatDay, MAX_REASON_CHARS } from '@/lib/domain/core';
import { evidenceText } from '../text';
import type { UsedByAssessment, UsedByDecision } from '../types';

/** A person's decision overrides the detected usage. The signals are kept to show what was overridden. */
export function overrule(
  assessed: UsedByAssessment,
  decision: UsedByDecision | undefined,
): UsedByAssessment {
  if (decision === undefined) return assessed;
  const by = `Set by ${evidenceText(decision.author)} on ${formatDay(decision.at)}`;
  const note =
    decision.note.trim() === '' ? '' : `: ${evidenceText(decision.note, MAX_REASON_CHARS)}`;
  const signal = { label: 'Usage override', value: `${by}${note}` };
  return { usedBy: decision.usedBy, signals: [signal, ...assessed.signals] };
}
