'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BookOpen, KeyRound, Keyboard, Play, Search, SunMoon } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { startAuditMutation } from '@/lib/client';
import {
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command';
import { copy } from './copy';
import { copy as onDemand } from './copy-on-demand';
import { openShortcuts } from './layers';
import { notify } from './notify';
import { SCREENS } from './screens';
import { useShellSession } from './session-context';
import { useOverview, useRunningAudit } from './use-audits';

const TEXT = onDemand.commands;

const SHORTCUTS_TO_ROWS = [
  { href: '/keys?verdict=replace', name: TEXT.toReplace },
  { href: '/keys?verdict=revoke', name: TEXT.toRevoke },
  { href: '/keys?verdict=ask-holder', name: TEXT.toAskAbout },
  { href: '/keys?verdict=rotate', name: TEXT.toRotate },
  { href: '/members?state=blocked,failed', name: TEXT.notAudited },
] as const;

/** The ⌘K menu: goes to screens, searches keys and guides, and runs commands. */
export function CommandMenu({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [text, setText] = useState('');
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  return (
    <CommandDialog label={TEXT.title} onClose={onClose}>
      <CommandInput value={text} onValueChange={setText} placeholder={TEXT.placeholder} />
      <CommandList>
        <CommandEmpty className="px-3 py-6 text-sm text-muted-foreground">{TEXT.none}</CommandEmpty>
        {text.trim() ? (
          <CommandGroup heading={TEXT.search} forceMount>
            <CommandItem
              forceMount
              value={`search keys ${text}`}
              onSelect={() => go(`/keys?q=${encodeURIComponent(text.trim())}`)}
            >
              <Search aria-hidden />
              <span className="truncate">{TEXT.searchKeys(text.trim())}</span>
            </CommandItem>
            <CommandItem
              forceMount
              value={`search guides ${text}`}
              onSelect={() => go(`/guides?q=${encodeURIComponent(text.trim())}`)}
            >
              <BookOpen aria-hidden />
              <span className="truncate">{TEXT.searchGuides(text.trim())}</span>
            </CommandItem>
          </CommandGroup>
        ) : null}
        <CommandGroup heading={TEXT.goTo}>
          {SCREENS.map(({ href, name, icon: Icon }) => (
            <CommandItem key={href} onSelect={() => go(href)}>
              <Icon aria-hidden />
              {name}
            </CommandItem>
          ))}
          {SHORTCUTS_TO_ROWS.map(({ href, name }) => (
            <CommandItem key={href} onSelect={() => go(href)}>
              <KeyRound aria-hidden />
              {name}
            </CommandItem>
          ))}
        </CommandGroup>
        <Actions onClose={onClose} />
      </CommandList>
    </CommandDialog>
  );
}

function Actions({ onClose }: { onClose: () => void }) {
  const { organization } = useShellSession();
  const { resolvedTheme, setTheme } = useTheme();
  const running = useRunningAudit();
  const hasAudit = Boolean(useOverview().data?.audit);
  const start = useMutation({
    ...startAuditMutation(useQueryClient(), organization.id),
    onError: (error) => void notify('error', copy.audit.startError, error.message),
  });
  const act = (action: () => void) => {
    onClose();
    action();
  };
  const otherTheme = resolvedTheme === 'dark' ? 'light' : 'dark';
  return (
    <CommandGroup heading={TEXT.commands}>
      {/* The first audit starts only from its own button, which first explains what it does. */}
      {hasAudit && !running ? (
        <CommandItem onSelect={() => act(() => start.mutate({}))}>
          <Play aria-hidden />
          {TEXT.runAudit}
        </CommandItem>
      ) : null}
      <CommandItem onSelect={() => act(() => setTheme(otherTheme))}>
        <SunMoon aria-hidden />
        {otherTheme === 'dark' ? TEXT.useDark : TEXT.useLight}
      </CommandItem>
      <CommandItem onSelect={() => act(openShortcuts)}>
        <Keyboard aria-hidden />
        {TEXT.shortcuts}
      </CommandItem>
    </CommandGroup>
  );
}
