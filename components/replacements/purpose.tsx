import { Pencil } from 'lucide-react';
import type { Plan } from '@/lib/domain/replacement-plan/plan';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { copy } from './copy';

/** What uses the keys and where they are stored, as far as the plan says. */
export function Purpose({ plan, onEdit }: { plan: Plan; onEdit: () => void }) {
  const facts = [
    [copy.form.usedBy, plan.used_by],
    [copy.form.storedIn, plan.stored_in],
  ] as const;
  return (
    <section aria-label={copy.purpose.title} className="max-w-[80ch] space-y-2 text-sm">
      <dl className="space-y-1">
        {facts.map(([label, text]) => (
          <div key={label} className="flex flex-wrap gap-x-3">
            <dt className="text-muted-foreground sm:w-32">{label}</dt>
            <dd className="min-w-0 flex-1">
              {text.trim() === '' ? copy.purpose.empty : <SafeText text={text} />}
            </dd>
          </div>
        ))}
      </dl>
      <Button size="sm" onClick={onEdit}>
        <Pencil aria-hidden />
        {copy.purpose.edit}
      </Button>
    </section>
  );
}
