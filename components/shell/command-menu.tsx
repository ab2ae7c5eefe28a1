'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  BookOpen,
  KeyRound,
  Keyboard,
  Play,
  Search,
  Settings,
  SunMoon,
  type LucideIcon,
} from 'lucide-react';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { startAuditMutation } from '@/lib/client';
import { GUIDES } from '@/lib/domain/guides';
import {
  CommandDialog,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  startsWord,
} from '@/components/ui/command';
import { copy } from './copy';
import { copy as onDemand } from './copy-on-demand';
import { FoundItems, SearchStatus } from './found-items';
import { openShortcuts } from './layers';
import { notify } from './notify';
import { SCREENS } from './screens';
import { useShellSession } from './session-context';
import { SETTINGS_SCREENS } from './settings-screens';
import { useOverview, useRunningAudit, useShownAudit } from './use-audits';
import { useSearch } from './use-search';

const TEXT = onDemand.commands;

type Place = { href: string; name: string; icon: LucideIcon };

const PLACES: readonly Place[] = [
  ...SCREENS,
  { href: '/keys?verdict=replace', name: TEXT.toReplace, icon: KeyRound },
  { href: '/keys?verdict=revoke', name: TEXT.toRevoke, icon: KeyRound },
  { href: '/keys?verdict=ask-holder', name: TEXT.toAskAbout, icon: KeyRound },
  { href: '/keys?verdict=rotate', name: TEXT.toRotate, icon: KeyRound },
  { href: '/members?state=blocked,failed', name: TEXT.notAudited, icon: KeyRound },
  ...SETTINGS_SCREENS.filter(({ href }) => href !== '/settings').map(({ href, name }) => ({
    href,
    name: TEXT.settings(name),
    icon: Settings,
  })),
];

const GUIDE_PLACES: readonly Place[] = GUIDES.map(({ slug, title }) => ({
  href: `/guides/${slug}`,
  name: title,
  icon: BookOpen,
}));

/**
 * The ⌘K menu: goes to screens and guides, runs commands, and finds what the shown audit has. What is found
 * comes last, so that nothing above moves while the user aims at it.
 */
export function CommandMenu({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const search = useSearch(text);
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  return (
    <CommandDialog label={TEXT.title} onClose={onClose}>
      <CommandInput value={typed} onValueChange={setTyped} placeholder={TEXT.placeholder} />
      <CommandList label={TEXT.title}>
        <Places heading={TEXT.goTo} places={PLACES} text={text} onGo={go} />
        {text === '' ? null : (
          <Places heading={TEXT.guides} places={GUIDE_PLACES} text={text} onGo={go} />
        )}
        <Actions text={text} onClose={onClose} />
        {text === '' ? null : <SearchScreens text={text} onGo={go} />}
        <FoundItems search={search} onGo={go} />
      </CommandList>
      <SearchStatus search={search} />
    </CommandDialog>
  );
}

type PlacesProps = {
  heading: string;
  places: readonly Place[];
  text: string;
  onGo: (href: string) => void;
};

/** The places with a name that matches the text. */
function Places({ heading, places, text, onGo }: PlacesProps) {
  const matching = places.filter(({ name }) => startsWord(name, text));
  if (matching.length === 0) return null;
  return (
    <CommandGroup heading={heading}>
      {matching.map(({ href, name, icon: Icon }) => (
        <CommandItem key={href} value={href} onSelect={() => onGo(href)}>
          <Icon aria-hidden />
          {name}
        </CommandItem>
      ))}
    </CommandGroup>
  );
}

/** Opens a screen with all that matches the text. */
function SearchScreens({ text, onGo }: { text: string; onGo: (href: string) => void }) {
  const hasAudit = useShownAudit().kind !== 'none';
  const q = encodeURIComponent(text);
  return (
    <CommandGroup heading={TEXT.search}>
      {hasAudit ? (
        <CommandItem value="search-keys" onSelect={() => onGo(`/keys?q=${q}`)}>
          <Search aria-hidden />
          <span className="truncate">{TEXT.searchKeys(text)}</span>
        </CommandItem>
      ) : null}
      <CommandItem value="search-guides" onSelect={() => onGo(`/guides?q=${q}`)}>
        <BookOpen aria-hidden />
        <span className="truncate">{TEXT.searchGuides(text)}</span>
      </CommandItem>
    </CommandGroup>
  );
}

function Actions({ text, onClose }: { text: string; onClose: () => void }) {
  const { organization } = useShellSession();
  const { resolvedTheme, setTheme } = useTheme();
  const running = useRunningAudit();
  const hasAudit = Boolean(useOverview().data?.audit);
  const start = useMutation({
    ...startAuditMutation(useQueryClient(), organization.id),
    onError: (error) => void notify('error', copy.audit.startError, error.message),
  });
  const otherTheme = resolvedTheme === 'dark' ? 'light' : 'dark';
  const actions = [
    // The first audit starts only from its own button, which first explains what it does.
    ...(hasAudit && !running
      ? [{ name: TEXT.runAudit, icon: Play, act: () => start.mutate({}) }]
      : []),
    {
      name: otherTheme === 'dark' ? TEXT.useDark : TEXT.useLight,
      icon: SunMoon,
      act: () => setTheme(otherTheme),
    },
    { name: TEXT.shortcuts, icon: Keyboard, act: openShortcuts },
  ].filter(({ name }) => startsWord(name, text));
  if (actions.length === 0) return null;
  return (
    <CommandGroup heading={TEXT.commands}>
      {actions.map(({ name, icon: Icon, act }) => (
        <CommandItem
          key={name}
          value={name}
          onSelect={() => {
            onClose();
            act();
          }}
        >
          <Icon aria-hidden />
          {name}
        </CommandItem>
      ))}
    </CommandGroup>
  );
}
