import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';

/** One tab of a panel. Its title is also its id. */
export type PanelTab = { title: string; content: ReactNode };

type PanelTabsProps = {
  tabs: readonly PanelTab[];
  /** Title of the tab that is shown; `null`: the first. */
  shown: string | null;
  onShow: (title: string) => void;
};

/** The tabs of a panel. Only the content of the shown one is rendered, so that the others load nothing. */
export function PanelTabs({ tabs, shown, onShow }: PanelTabsProps) {
  return (
    <Tabs.Root value={shown ?? tabs[0]?.title ?? ''} onValueChange={onShow}>
      {tabs.length > 1 ? (
        <Tabs.List className="sticky top-0 z-1 flex gap-4 border-b bg-background px-4">
          {tabs.map(({ title }) => (
            <Tabs.Trigger
              key={title}
              value={title}
              className="-mb-px border-b-2 border-transparent py-2 text-sm text-muted-foreground hover:text-foreground data-[state=active]:border-foreground data-[state=active]:text-foreground"
            >
              {title}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      ) : null}
      {tabs.map(({ title, content }) => (
        <Tabs.Content
          key={title}
          value={title}
          className="-outline-offset-2 [&>section:first-child]:border-t-0"
        >
          {content}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
