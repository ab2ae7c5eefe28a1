import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

export function RevokingOff() {
  return (
    <p className="basis-full text-sm text-muted-foreground">
      {copy.off.text} <TextLink href="/settings/revoking">{copy.off.settings}</TextLink>.
    </p>
  );
}

/** Shown if the state of the revoking setting couldn't be read. */
export function RevokingNotRead({ onRetry }: { onRetry: () => void }) {
  return (
    <p className="basis-full text-sm text-muted-foreground">
      {copy.off.failed}{' '}
      <Button variant="link" onClick={onRetry}>
        {copy.off.retry}
      </Button>
    </p>
  );
}
