'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Audit } from '@/lib/contract';
import { membersQuery } from '@/lib/client';
import type { TableQuery } from '@/lib/contract/tables';
import { memberLabel } from '@/components/status/member-words';
import { keysLink, membersLink } from '@/lib/client/rows-link';
import { ErrorPanel } from '@/components/status/error-panel';
import { formatNumber, formatUtc, plural } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { StateBadge } from '@/components/status/state-badge';
import { Unknown } from '@/components/status/unknown';
import { MEMBER_REASON_WORDS, VIA_WORDS } from '@/components/status/words';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { AskedMembers } from './asked-members';
import { ContextRead } from './context-read';
import { STRATEGY_WORDS } from './audit-words';
import { keyListWords, listEndWords, proofWords, rosterWords } from './certificate-words';
import { SettingsPageCount } from './settings-page-count';

/** The coverage certificate: what was audited, how that is known, and what wasn't. */
export function Certificate({ audit }: { audit: Audit }) {
  const { members } = audit;
  return (
    <Section title="Coverage certificate">
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[180px_1fr]">
        <Fact label="Members">
          <TextLink href={membersLink({ audit: audit.id })}>
            {plural(members.total, 'member')}
          </TextLink>
          {', of whom '}
          {countLink(audit, 'audited', members.audited)},{' '}
          {countLink(audit, 'blocked', members.blocked)},{' '}
          {countLink(audit, 'failed', members.failed)}
          {members.pending > 0 ? <>, {countLink(audit, 'pending', members.pending)}</> : null}
          {audit.service_accounts > 0
            ? `. Also listed: ${plural(audit.service_accounts, 'service account')}, counted apart`
            : null}
        </Fact>
        <Fact label="Keys seen">
          <TextLink href={keysLink({ audit: audit.id, state: 'seen' })}>
            {formatNumber(audit.keys)}
          </TextLink>
          {audit.keys_not_seen > 0 ? (
            <>
              {', and '}
              <TextLink href={keysLink({ audit: audit.id, state: ['not-seen', 'holder-left'] })}>
                {formatNumber(audit.keys_not_seen)} known from before
              </TextLink>{' '}
              that could not be looked at
            </>
          ) : null}
        </Fact>
        <Fact label="Keys left out">
          {audit.keys_of_other_organizations === 0
            ? 'None: no list held keys of another organization'
            : `${plural(audit.keys_of_other_organizations, 'key')} of other organizations, counted and not stored`}
        </Fact>
        <Fact label="How keys were read">
          {audit.strategy === null ? <Unknown /> : VIA_WORDS[audit.strategy]}
          <span className="block text-muted-foreground">
            Asked for: {STRATEGY_WORDS[audit.strategy_asked].toLowerCase()}.
            {audit.strategy_why ? ` ${audit.strategy_why}` : ''}
          </span>
        </Fact>
        <Fact label="Key list pages">{listEndWords(audit) ?? <Unknown />}</Fact>
        <Fact label="Whose keys they are">{proofWords(audit) ?? <Unknown />}</Fact>
        <Fact label="Key list check">
          <span className={audit.confirmed ? undefined : 'text-warning'}>
            {keyListWords(audit)}
          </span>
        </Fact>
        {audit.parent_id !== null && audit.finished_at !== null && members.total > 0 ? (
          <Fact label="Asked">
            <AskedMembers audit={audit} parentId={audit.parent_id} />
          </Fact>
        ) : null}
        <Fact label="List of members">{rosterWords(audit)}</Fact>
        <Fact label="What else was read">
          <ContextRead audit={audit} />
        </Fact>
        <Fact label="Credential">
          {audit.caller === null ? <Unknown /> : CALLER_WORDS[audit.caller]}
        </Fact>
        <Fact label="Started by">
          <SafeText text={audit.started_by} />
        </Fact>
        <Fact label="Started">{time(audit.started_at)}</Fact>
        <Fact label="Finished">{time(audit.finished_at)}</Fact>
        <Fact label="Settings of the rules">Version {audit.settings_version}</Fact>
        <Fact label="Braintrust’s settings page">
          <SettingsPageCount audit={audit} />
        </Fact>
      </dl>
      <MissingMembers audit={audit} />
    </Section>
  );
}

const CALLER_WORDS: Record<NonNullable<Audit['caller']>, string> = {
  person: 'A person’s own API key',
  'service-token': 'A service token',
};

const time = (at: string | null): ReactNode =>
  at === null ? 'Not yet' : <time dateTime={at}>{formatUtc(at)}</time>;

function countLink(audit: Audit, state: keyof Audit['members'], count: number): ReactNode {
  const words = `${formatNumber(count)} ${state}`;
  return count === 0 ? (
    words
  ) : (
    <TextLink href={membersLink({ audit: audit.id, state })}>{words}</TextLink>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="max-w-[70ch] min-w-0 tabular-nums max-sm:mb-2">{children}</dd>
    </>
  );
}

const MISSING: TableQuery = {
  q: null,
  filters: { state: ['blocked', 'failed', 'pending'] },
  sort: { column: 'state', direction: 'desc' },
};

/** Names each member who wasn't audited, with the reason. */
function MissingMembers({ audit }: { audit: Audit }) {
  const missing = audit.members.total - audit.members.audited;
  const list = useInfiniteQuery({
    ...membersQuery(audit.id, MISSING),
    enabled: missing > 0 && audit.finished_at !== null,
  });
  if (missing === 0 || audit.finished_at === null) return null;
  return (
    <div className="mt-5">
      <h3 className="mb-1 text-sm font-medium">Not audited</h3>
      {list.isPending ? (
        <Skeleton className="h-24" />
      ) : !list.data ? (
        <ErrorPanel
          title="The members who are missing could not be loaded."
          error={list.error}
          onRetry={() => void list.refetch()}
          className="px-0"
        />
      ) : (
        <Table aria-label="Members not audited">
          <thead>
            <tr>
              <TableHead>Member</TableHead>
              <TableHead>Coverage</TableHead>
              <TableHead>Reason</TableHead>
            </tr>
          </thead>
          <tbody>
            {list.data.map((member) => (
              <tr key={member.id}>
                <TableCell className="max-w-64">
                  <TextLink href={membersLink({ audit: audit.id, member: member.id })}>
                    <SafeText text={memberLabel(member)} clip />
                  </TextLink>
                </TableCell>
                <TableCell>
                  <StateBadge state={member.state} />
                </TableCell>
                <TableCell>
                  {member.reason === null ? <Unknown /> : MEMBER_REASON_WORDS[member.reason]}
                </TableCell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {list.data && list.data.length < missing ? (
        <p className="mt-2 text-sm">
          <TextLink href={membersLink({ audit: audit.id, state: MISSING.filters.state })}>
            All {formatNumber(missing)} members who are missing
          </TextLink>
        </p>
      ) : null}
    </div>
  );
}
