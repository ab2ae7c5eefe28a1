import type { Audit, ChangeRow } from '@/lib/contract';
import { CHANGE_KINDS, type ChangeKind } from '@/lib/domain/core';
import { formatNumber } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { ChangeBadge } from '@/components/status/change-badge';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { keysLink } from '@/lib/client/rows-link';
import { copy } from './copy';

const TEXT = copy.changes;

/**
 * The rows that a change links to. Gone keys need a state filter, because the table hides them by default.
 */
const linkOf = (kind: ChangeKind): string =>
  keysLink({ change: kind, ...(kind === 'gone' ? { state: 'gone' } : {}) });

/** What happened to keys since the previous audit. */
export function WhatChanged({ audit, changes }: { audit: Audit; changes: readonly ChangeRow[] }) {
  const missing = audit.members.blocked + audit.members.failed;
  return (
    <Section title={TEXT.title} aside={<Counts audit={audit} />}>
      {missing > 0 && audit.previous_id !== null ? (
        <p className="mb-1 text-sm text-muted-foreground">{TEXT.partial}</p>
      ) : null}
      {changes.length === 0 ? (
        <p className="text-sm text-muted-foreground">
          {audit.previous_id === null ? TEXT.first : TEXT.none}
        </p>
      ) : (
        <>
          <ul>
            {changes.map((change) => (
              <li key={change.key_id} className="flex h-9 items-center gap-3 border-b text-sm">
                <ChangeBadge kind={change.kind} />
                <TextLink
                  href={keysLink({
                    key: change.key_id,
                    ...(change.kind === 'gone' ? { state: 'gone' } : {}),
                  })}
                  className="min-w-0"
                >
                  <SafeText text={change.name} clip />
                </TextLink>
                <span className="ml-auto min-w-0 truncate text-muted-foreground max-sm:hidden">
                  <SafeText text={change.user_email ?? change.user_id} clip />
                </span>
              </li>
            ))}
          </ul>
          <p className="mt-2 text-sm">
            <TextLink href={`/audits/${audit.id}#differences`}>{TEXT.all}</TextLink>
          </p>
        </>
      )}
    </Section>
  );
}

function Counts({ audit }: { audit: Audit }) {
  const { changes } = audit;
  if (changes === null || audit.previous_id === null) return null;
  return (
    <span className="flex gap-3">
      {CHANGE_KINDS.map((kind) => (
        <TextLink key={kind} href={linkOf(kind)} className="tabular-nums">
          {TEXT.count[kind](formatNumber(changes[kind]))}
        </TextLink>
      ))}
    </span>
  );
}
