import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/button';
import { Initials } from '@/components/ui/initials';
import { copy } from './copy';
import { useShellSession } from './session-context';

/** The button of the account menu: the initials of the signed-in user. */
export function AccountButton(props: ComponentProps<typeof Button>) {
  const { actor, actorName, initials } = useShellSession();
  const name = actorName ?? actor;
  return (
    <Button
      variant="ghost"
      size="icon"
      className="rounded-full"
      aria-label={copy.account.of(name)}
      aria-haspopup="menu"
      title={name}
      {...props}
    >
      <Initials initials={initials} />
    </Button>
  );
}
