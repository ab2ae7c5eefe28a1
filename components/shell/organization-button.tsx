import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { useShellSession } from './session-context';

/** The button of the organization menu: the organization's name. */
export function OrganizationButton(props: ComponentProps<typeof Button>) {
  const { organization } = useShellSession();
  return (
    <Button
      variant="ghost"
      size="sm"
      className="-ml-2 max-w-52 min-w-14 shrink text-foreground"
      aria-haspopup="menu"
      {...props}
    >
      <SafeText text={organization.name} clip className="min-w-0" />
      <ChevronDown className="size-3! text-muted-foreground" aria-hidden />
    </Button>
  );
}
