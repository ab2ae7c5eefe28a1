'use client';
import type { KeyDetail } from '@/lib/contract';
// Not by the room's index, which would bring the whole plan to every guide.
import { messageToHolder } from '@/lib/replacement/message';
import { suggestTokenName } from '@/lib/replacement/names';
import { CopyButton } from '@/components/keys/copy-button';
import { useRunningAudit } from '@/components/shell/use-audits';
import { useAuditAgain } from '@/components/members/use-audit-again';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { GuideLink, Settings } from './guide-link';
import { KeyInHand, useKeyInHand } from './key-in-hand';

/** From the key that the URL names to a service token, in the order in which nothing breaks. */
export function ReplacePath() {
  const { keyId, query } = useKeyInHand();
  if (keyId === null) return null;
  return (
    <Section title="Replace this key">
      <div className="space-y-5">
        <KeyInHand />
        {query.data ? <Path detail={query.data} /> : null}
      </div>
    </Section>
  );
}

function Path({ detail }: { detail: KeyDetail }) {
  const again = useAuditAgain(detail.audit_id);
  const running = useRunningAudit();
  const name = [detail.user_given_name, detail.user_family_name].filter(Boolean).join(' ');
  const { text: message } = messageToHolder({
    keys: [
      {
        id: detail.id,
        name: detail.name,
        preview: detail.preview_name,
        holder_id: detail.user_id,
        holder_name: name || null,
        holder_email: detail.user_email,
        created: detail.created,
      },
    ],
    kind: 'workload',
    holderName: name || null,
    tokenName: suggestTokenName(detail.name),
  });
  return (
    <ol className="max-w-[70ch] list-decimal space-y-4 pl-5 text-base">
      <li>
        <p className="font-medium">Find out what uses it</p>
        <p className="text-muted-foreground">
          Braintrust does not report when a key was last used, so its holder has to say.
        </p>
        <details className="mt-1">
          <summary className="w-fit rounded-sm text-sm text-muted-foreground hover:text-foreground">
            A message to the holder
          </summary>
          <p className="mt-2 rounded-md border bg-muted p-3 text-sm wrap-anywhere whitespace-pre-wrap">
            {message}
          </p>
        </details>
        <CopyButton size="sm" className="mt-2" text={message}>
          Copy the message
        </CopyButton>
      </li>
      <li>
        <p className="font-medium">Make the service token</p>
        <p className="text-muted-foreground">
          <GuideLink href="/guides/scoped-token-enterprise">On Enterprise</GuideLink>, scoped by a
          permission group;{' '}
          <GuideLink href="/guides/scoped-token-pro-starter">on Pro and Starter</GuideLink>, by the
          token’s own permissions.
        </p>
      </li>
      <li>
        <p className="font-medium">Swap the secret</p>
        <p className="text-muted-foreground">
          <GuideLink href="/guides/swap-the-secret">Both live side by side</GuideLink> until the
          program has been seen to work with the token.
        </p>
      </li>
      <li>
        <p className="font-medium">Revoke the key</p>
        <p className="text-muted-foreground">
          In Braintrust: <Settings page="api-keys">Settings, API keys</Settings>. An owner can
          revoke any member’s key there.
        </p>
      </li>
      <li>
        <p className="font-medium">See that it is gone</p>
        <p className="text-muted-foreground">
          A follow-up audit of its holder shows the key as gone, or that it still lives.
        </p>
        <Button
          size="sm"
          className="mt-2"
          disabled={again.busy}
          title={running ? 'An audit is running' : undefined}
          onClick={() => again.start([detail.user_id])}
        >
          Audit the holder again
        </Button>
      </li>
    </ol>
  );
}
