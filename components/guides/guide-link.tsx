'use client';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SettingsPage } from '@/lib/domain/replacement-plan';
import { useBraintrustSettingsUrl } from '@/components/shell/session-context';
import { TextLink, textLinkClasses } from '@/components/ui/text-link';

/** A link in a guide's text; external ones open in a new tab. */
export function GuideLink({ href = '', children }: { href?: string; children?: ReactNode }) {
  if (!href.startsWith('/'))
    return (
      <a href={href} target="_blank" rel="noreferrer" className={textLinkClasses}>
        {children}
      </a>
    );
  return <TextLink href={href}>{children}</TextLink>;
}

/** A link to this organization's settings page in Braintrust. */
export function Settings({ page, children }: { page: SettingsPage; children: ReactNode }) {
  const url = useBraintrustSettingsUrl(page);
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className={`font-medium whitespace-nowrap ${textLinkClasses}`}
    >
      {children}
      <ExternalLink className="mb-0.5 ml-1 inline size-3.5 print:hidden" aria-hidden />
    </a>
  );
}
