import { useId, useState, type KeyboardEvent } from 'react';
import type { Plan } from '@/lib/domain/replacement-plan/plan';
import { swapSnippets } from '@/lib/domain/replacement-plan/snippets';
import { useShellSession } from '@/components/shell/session-context';
import { cn } from '@/components/ui/cn';
import { CodeSample } from './code-sample';
import { copy } from './copy';

/** Braintrust's US data plane. Programs use it by default, so the snippets don't set it. */
const USUAL_API_URL = 'https://api.braintrust.dev';

/** How to switch to the new token, with a tab for each place where the secret may be stored. */
export function Snippets({ plan }: { plan: Plan }) {
  const { braintrustApiUrl } = useShellSession();
  const snippets = swapSnippets({
    variable: plan.variable,
    tokenName: plan.token_name,
    projectName: plan.projects[0]?.name ?? null,
    apiUrl: braintrustApiUrl === USUAL_API_URL ? null : braintrustApiUrl,
  });
  const [chosen, setChosen] = useState(snippets[0]?.id);
  const id = useId();
  const shown = snippets.find((snippet) => snippet.id === chosen) ?? snippets[0];
  if (shown === undefined) return null;
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = snippets.at((snippets.indexOf(shown) + step) % snippets.length);
    if (next === undefined) return;
    setChosen(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
  };
  return (
    <section aria-label={copy.steps.snippets} className="space-y-3">
      <div
        role="tablist"
        aria-label={copy.steps.snippetTabs}
        className="flex flex-wrap gap-1"
        onKeyDown={walk}
      >
        {snippets.map((snippet) => {
          const selected = snippet.id === shown.id;
          return (
            <button
              key={snippet.id}
              id={`${id}-${snippet.id}`}
              type="button"
              role="tab"
              aria-selected={selected}
              aria-controls={`${id}-panel`}
              tabIndex={selected ? 0 : -1}
              className={cn(
                'h-7 rounded-md border px-2 text-sm transition-colors',
                selected
                  ? 'border-input bg-accent font-medium'
                  : 'border-transparent text-muted-foreground hover:bg-accent',
              )}
              onClick={() => setChosen(snippet.id)}
            >
              {snippet.title}
            </button>
          );
        })}
      </div>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${shown.id}`}
        className="space-y-3"
      >
        {shown.blocks.map((block) => (
          <CodeSample
            key={`${block.file ?? ''} ${block.code}`}
            code={block.code}
            file={block.file ?? block.language}
          />
        ))}
        {shown.notes.length === 0 ? null : (
          <ul className="max-w-[70ch] list-disc space-y-1 pl-5 text-sm text-muted-foreground">
            {shown.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
