import type { ReplacementDetail } from '@/lib/contract';
import type { StepId } from '@/lib/domain/replacement-plan/state';
import type { Step } from '@/lib/domain/replacement-plan/steps';

export type StepContentProps = {
  detail: ReplacementDetail;
  step: Step;
  /** The step to do next; `null` if all are done. */
  current: StepId | null;
  onShow: (step: StepId | null) => void;
  onEdit: () => void;
  onReload: () => Promise<unknown>;
};
