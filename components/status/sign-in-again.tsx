import { ExternalLink } from 'lucide-react';
import { textLinkClasses } from '@/components/ui/text-link';
import { copy } from './copy';

/** A link to the sign-in page in a new tab, so that unsaved input on this page isn't lost. */
export function SignInAgain() {
  return (
    <a
      href="/sign-in"
      target="_blank"
      rel="noreferrer"
      className={`inline-flex items-center gap-1 ${textLinkClasses}`}
    >
      {copy.signInAgain}
      <ExternalLink className="size-3.5" aria-hidden />
    </a>
  );
}
