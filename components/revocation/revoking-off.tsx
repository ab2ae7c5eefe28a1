import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';

export function RevokingOff() {
  return (
    <p className="basis-full text-sm text-muted-foreground">
      Revoking keys from here is off. An owner can switch it on in{' '}
      <TextLink href="/settings#revoking-keys">Settings</TextLink>.
    </p>
  );
}

/** Shown if the state of the revoking setting couldn't be read. */
export function RevokingNotRead({ onRetry }: { onRetry: () => void }) {
  return (
    <p className="basis-full text-sm text-muted-foreground">
      Whether keys can be revoked from here could not be read.{' '}
      <Button variant="link" onClick={onRetry}>
        Try again
      </Button>
    </p>
  );
}
