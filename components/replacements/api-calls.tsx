import { API_CALLS_NOTES, apiCalls, type ApiCall } from '@/lib/domain/replacement-plan/curl';
import type { Plan } from '@/lib/domain/replacement-plan/plan';
import { useShellSession } from '@/components/shell/session-context';
import { CodeSample } from './code-sample';
import { copy } from './copy';

/** The calls of each step. Calls that both steps need are shown in both. */
const PARTS: Record<'group' | 'token', readonly ApiCall['id'][]> = {
  group: ['prepare', 'group-free', 'group', 'grants'],
  token: ['prepare', 'account', 'token-free', 'token', 'end-date'],
};

/** The API calls for one step, in order. They need an owner's service token. */
export function ApiCalls({ plan, part }: { plan: Plan; part: 'group' | 'token' }) {
  const { organization, braintrustApiUrl } = useShellSession();
  const calls = apiCalls({ plan, organization, apiUrl: braintrustApiUrl });
  return (
    <section aria-label={copy.steps.apiCalls} className="space-y-3">
      <ul className="max-w-[70ch] list-disc space-y-1 pl-5 text-sm text-muted-foreground">
        {API_CALLS_NOTES.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <ol className="space-y-4">
        {calls
          .filter(({ id }) => PARTS[part].includes(id))
          .map((call) => (
            <li key={call.id} className="space-y-1.5">
              <h3 className="text-sm font-medium">{call.title}</h3>
              <p className="max-w-[70ch] text-sm text-muted-foreground">{call.note}</p>
              {call.command === null ? null : <CodeSample code={call.command} file="bash" />}
            </li>
          ))}
      </ol>
    </section>
  );
}
