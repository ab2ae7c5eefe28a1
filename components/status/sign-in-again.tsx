import { ExternalLink } from 'lucide-react';
import { textLinkClasses } from '@/components/ui/text-link';

/** A link to the sign-in page in a new tab, so that unsaved input on this page isn't lost. */
export function SignInAgain() {
  return (
    <a
      href="/sign-in"
      target="_blank"
      rel="noreferrer"
      className={`inline-flex items-center gap-1 ${textLinkClasses}`}
    >
      Sign in, in a new tab
      <ExternalLink className="size-3.5" aria-hidden />
    </a>
  );
}
