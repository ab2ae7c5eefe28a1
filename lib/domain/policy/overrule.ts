import { dayText } from './key-dates';
import { evidenceText } from './text';
import type { UsedByAssessment, UsedByDecision } from './types';

/** What is decided outweighs every signal; these stay, so that one sees what was overruled. */
export function overrule(
  assessed: UsedByAssessment,
  decision: UsedByDecision | undefined,
): UsedByAssessment {
  if (decision === undefined) return assessed;
  const by = `Overruled by ${evidenceText(decision.author)} on ${dayText(decision.at)}`;
  const note = decision.note.trim() === '' ? '' : `: ${evidenceText(decision.note, NOTE_CHARS)}`;
  const signal = { label: 'Decided', value: `${by}${note}` };
  return { usedBy: decision.usedBy, signals: [signal, ...assessed.signals] };
}

/** A note is somebody's reason and is shown whole, as far as it may be written. */
const NOTE_CHARS = 500;
