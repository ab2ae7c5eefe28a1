import { Mail, Send } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReplacementDetail } from '@/lib/contract';
import { askedHolders, isAskedUnnamed } from '@/lib/domain/replacement-plan/asked';
import { mailLink, messageToHolder } from '@/lib/domain/replacement-plan/message';
import type { Plan, PlanKey } from '@/lib/domain/replacement-plan/plan';
import type { Asked } from '@/lib/domain/replacement-plan/state';
import { CopyButton } from '@/components/ui/copy-button';
import { plural } from '@/components/status/format';
import { ErrorLine } from '@/components/status/error-line';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { copy } from './copy';
import { useActOnStep } from './use-act-on-step';
import { useMessageDraft } from './use-message-draft';

type HolderMessageProps = { detail: ReplacementDetail; onReload: () => Promise<unknown> };

/** The message to a holder: suggested or edited, copied or mailed, and marked as sent. */
export function HolderMessage({ detail, onReload }: HolderMessageProps) {
  const holders = holdersOf(detail.plan);
  const asked = askedHolders(detail.plan, detail.state);
  const [chosen, setChosen] = useState(
    () => (holders.find(({ id }) => asked[id] === undefined) ?? holders[0])?.id,
  );
  const holder = holders.find(({ id }) => id === chosen) ?? holders[0];
  const message = useMessageDraft(detail, onReload);
  const { act, busy, error } = useActOnStep(detail, onReload);
  const field = useId();
  const to = useId();
  if (holder === undefined) return null;
  const suggested = messageToHolder({
    keys: holder.keys,
    kind: detail.plan.variant.kind,
    holderName: holder.name,
    tokenName: detail.plan.needs_token ? detail.plan.token_name : null,
  });
  const text = message.text ?? suggested.text;
  const markdown = message.text ?? suggested.markdown;
  const mail = mailLink(holder.email, { subject: suggested.subject, text });
  const isOpen = detail.state.steps['ask-holder'].status !== 'done';
  const sent = asked[holder.id];
  return (
    <section aria-label={copy.message.label} className="max-w-[80ch] space-y-2">
      {holders.length > 1 ? (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <label htmlFor={to}>{copy.message.to}</label>
          <Select
            id={to}
            value={holder.id}
            options={holders.map(({ id, name, email, keys }) => ({
              value: id,
              label: `${(name ?? email ?? id).slice(0, 80)} (${plural(keys.length, 'key')})${
                asked[id] === undefined ? '' : ` · ${copy.message.optionSent}`
              }`,
            }))}
            onChange={setChosen}
          />
        </div>
      ) : null}
      <label htmlFor={field} className="block text-sm font-medium">
        {copy.message.for} <SafeText text={holder.name ?? holder.email ?? holder.id} />
      </label>
      <Textarea
        id={field}
        rows={10}
        maxLength={20_000}
        value={text}
        onChange={(event) => message.setText(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton size="sm" text={text}>
          {copy.message.copy}
        </CopyButton>
        {message.text === null ? (
          <CopyButton size="sm" text={markdown}>
            {copy.message.copyMarkdown}
          </CopyButton>
        ) : null}
        <Button asChild size="sm">
          <a href={mail.href}>
            <Mail aria-hidden />
            {mail.whole ? copy.message.email : copy.message.emailPaste}
          </a>
        </Button>
        {message.changed ? (
          <Button size="sm" disabled={message.saving} onClick={message.save}>
            {message.saving ? copy.saving : copy.message.save}
          </Button>
        ) : null}
        {message.text === null ? null : (
          <Button size="sm" variant="ghost" onClick={() => message.setText(null)}>
            {copy.message.reset}
          </Button>
        )}
      </div>
      {message.text === null || holders.length < 2 ? null : (
        <p className="text-xs text-muted-foreground">{copy.message.sameForAll}</p>
      )}
      {isOpen && sent === undefined ? (
        <Button
          size="sm"
          disabled={busy}
          onClick={() => act({ act: 'message-sent', holder_id: holder.id })}
        >
          <Send aria-hidden />
          {copy.message.markSent}
        </Button>
      ) : null}
      <Sent detail={detail} to={sent} />
      <ErrorLine error={error ?? message.error} />
    </section>
  );
}

/** When the shown holder was sent the message, and how many holders were. */
function Sent({ detail, to }: { detail: ReplacementDetail; to: Asked | undefined }) {
  const { plan, state, holders } = detail;
  const isOpen = state.steps['ask-holder'].status !== 'done';
  return (
    <>
      {to === undefined ? null : (
        <p className="text-sm">
          {copy.message.sent} <RelativeTime at={to.at} /> {copy.by} <SafeText text={to.by} />.{' '}
          {isOpen ? copy.message.waiting : null}
        </p>
      )}
      {isOpen && holders > 1 ? (
        <p role="status" className="text-sm text-muted-foreground">
          {isAskedUnnamed(plan, state)
            ? copy.message.unnamed
            : copy.message.sentTo(Object.keys(askedHolders(plan, state)).length, holders)}
        </p>
      ) : null}
    </>
  );
}

type Holder = { id: string; name: string | null; email: string | null; keys: PlanKey[] };

/** The holders of a plan's keys, each once. */
function holdersOf({ keys }: Plan): Holder[] {
  const holders = new Map<string, Holder>();
  for (const key of keys) {
    const holder = holders.get(key.holder_id);
    if (holder) holder.keys.push(key);
    else
      holders.set(key.holder_id, {
        id: key.holder_id,
        name: key.holder_name,
        email: key.holder_email,
        keys: [key],
      });
  }
  return [...holders.values()];
}
