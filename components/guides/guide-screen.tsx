import type { ReactNode } from 'react';
import type { Guide } from '@/lib/domain/guides';
import { Badge } from '@/components/ui/badge';
import { PageBody } from '@/components/ui/section';
import { copy } from './copy';
import { GuideLink } from './guide-link';
import { GuidePrintHead } from './guide-print-head';
import { PrintButton } from '@/components/ui/print-button';

export function GuideScreen({ guide, children }: { guide: Guide; children: ReactNode }) {
  return (
    <PageBody className="max-w-220 space-y-5">
      <GuidePrintHead />
      <div>
        <div className="flex items-center justify-between text-sm print:hidden">
          <GuideLink href="/guides">{copy.guide.back}</GuideLink>
          <PrintButton />
        </div>
        <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-semibold">{guide.title}</h1>
          {guide.plan === null ? null : <Badge>{guide.plan}</Badge>}
        </div>
      </div>
      <article>{children}</article>
    </PageBody>
  );
}
