'use client';
import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';
import type { SettingsPage } from '@/lib/replacement';
import { useBraintrustSettingsUrl } from '@/components/shell/session-context';
import { textLinkClasses } from '@/components/ui/text-link';

/** A link in a guide's text. To another guide it takes the key in hand along. */
export function GuideLink({ href = '', children }: { href?: string; children?: ReactNode }) {
  const [key] = useQueryState('key', parseAsString);
  if (!href.startsWith('/'))
    return (
      <a href={href} target="_blank" rel="noreferrer" className={textLinkClasses}>
        {children}
      </a>
    );
  const keep = key !== null && href.startsWith('/guides');
  return (
    <Link href={keep ? `${href}?key=${encodeURIComponent(key)}` : href} className={textLinkClasses}>
      {children}
    </Link>
  );
}

/** A deep link to a settings page of this organization in Braintrust. */
export function Settings({ page, children }: { page: SettingsPage; children: ReactNode }) {
  const url = useBraintrustSettingsUrl(page);
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className={`font-medium ${textLinkClasses}`}
    >
      {children}
      <ExternalLink className="mb-0.5 ml-1 inline size-3.5 print:hidden" aria-hidden />
    </a>
  );
}
