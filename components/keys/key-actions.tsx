'use client';
import { ArrowRight, ExternalLink } from 'lucide-react';
import type { KeyDetail } from '@/lib/contract';
import { newReplacementLink } from '@/lib/client/new-replacement-link';
import { OverruleButton } from '@/components/decisions/overrule-button';
import { RevokeKey } from '@/components/revocation/revoke-key';
import { useBraintrustSettingsUrl } from '@/components/shell/session-context';
import { STAGE_WORDS } from '@/components/status/words';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { copy } from './copy-on-demand';

/** What an owner can do with a key. The first action is the plan that contains it, or else a new one. */
export function KeyActions({ detail }: { detail: KeyDetail }) {
  const settingsUrl = useBraintrustSettingsUrl('api-keys');
  const plan = planOf(detail);
  return (
    <>
      {plan ? (
        <Button asChild variant="primary" size="sm">
          <Link href={plan.href}>
            {plan.label}
            <ArrowRight aria-hidden />
          </Link>
        </Button>
      ) : null}
      {detail.verdict === null ? null : <OverruleButton keyId={detail.id} />}
      <Button asChild size="sm">
        <a href={settingsUrl} target="_blank" rel="noreferrer">
          {copy.panel.openInBraintrust}
          <ExternalLink aria-hidden />
        </a>
      </Button>
      <RevokeKey row={detail} />
    </>
  );
}

function planOf(detail: KeyDetail): { href: string; label: string } | null {
  const { id, replacement, revoked_at, verdict, replace_with } = detail;
  if (replacement !== null)
    return {
      href: `/replacements/${replacement.id}`,
      label: copy.panel.openPlan(STAGE_WORDS[replacement.stage]),
    };
  if (verdict !== 'replace' || revoked_at !== null) return null;
  return {
    href: newReplacementLink([id, ...replace_with]),
    label: copy.panel.replace(1 + replace_with.length),
  };
}
