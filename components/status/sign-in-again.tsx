import { ExternalLink } from 'lucide-react';
import { textLinkClasses } from '@/components/ui/text-link';

/** The sign-in page in a new tab: this page stays, with what is typed on it. */
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
