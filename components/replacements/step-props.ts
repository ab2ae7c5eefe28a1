import type { ReplacementDetail } from '@/lib/contract';
import type { StepId } from '@/lib/domain/replacement-plan/state';
import type { Step } from '@/lib/domain/replacement-plan/steps';

/** What one opened step is given. */
export type StepContentProps = {
  detail: ReplacementDetail;
  step: Step;
  /** The step to do now; `null`: all are done. */
  current: StepId | null;
  onShow: (step: StepId | null) => void;
  onEdit: () => void;
  onReload: () => Promise<unknown>;
};
