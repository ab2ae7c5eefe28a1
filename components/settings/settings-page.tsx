import { useId, type ReactNode } from 'react';
import { PageBody } from '@/components/ui/section';

/** One page of the settings, named by its heading. */
export function SettingsPage({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <PageBody className="max-w-200">
      <section aria-labelledby={heading} className="space-y-8">
        <h1 id={heading} className="text-xl font-semibold">
          {title}
        </h1>
        {children}
      </section>
    </PageBody>
  );
}
