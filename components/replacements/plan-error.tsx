import { Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ApiError } from '@/lib/client';
import { ErrorPanel } from '@/components/status/error-panel';
import { Button } from '@/components/ui/button';
import { copy } from './copy';

const DeletePlanDialog = dynamic(
  () => import('./delete-plan-dialog').then((m) => m.DeletePlanDialog),
  { ssr: false },
);

type PlanErrorProps = { title: string; error: unknown; onRetry: () => void };

/** An error while reading plans. If the cause is one unreadable plan, it can be deleted here. */
export function PlanError({ title, error, onRetry }: PlanErrorProps) {
  const plan = error instanceof ApiError ? error.unreadablePlan : null;
  return (
    <div>
      <ErrorPanel title={title} error={error} onRetry={onRetry} className="px-0" />
      {/* The next unreadable plan gets its own button, with its dialog closed. */}
      {plan === null ? null : <DeletePlan key={plan.id} plan={plan} />}
    </div>
  );
}

function DeletePlan({ plan }: { plan: NonNullable<ApiError['unreadablePlan']> }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setAsking(true)}>
        <Trash2 aria-hidden />
        {copy.form.delete}
      </Button>
      {asking ? <DeletePlanDialog detail={plan} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
