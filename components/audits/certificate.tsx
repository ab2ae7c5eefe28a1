'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Audit } from '@/lib/contract';
import { membersQuery } from '@/lib/client';
import type { TableQuery } from '@/lib/contract/tables';
import { MEMBER_REASON_WORDS, memberLabel, VIA_WORDS } from '@/components/status/member-words';
import { keysLink, membersLink } from '@/lib/client/rows-link';
import { ErrorPanel } from '@/components/status/error-panel';
import { curlyApostrophes, formatNumber, formatUtc, plural } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { StateBadge } from '@/components/status/state-badge';
import { Unknown } from '@/components/status/unknown';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { AskedMembers } from './asked-members';
import { ContextRead } from './context-read';
import { STRATEGY_WORDS } from './audit-words';
import { keyListWords, listEndWords, proofWords, rosterWords } from './certificate-words';
import { copy } from './copy';
import { SettingsPageCount } from './settings-page-count';

const words = copy.coverage;

/** The coverage of an audit: what was audited, how that is known, and what wasn't. */
export function Certificate({ audit }: { audit: Audit }) {
  const { members } = audit;
  return (
    <Section title={words.title}>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[180px_1fr]">
        <Fact label={words.members}>
          <TextLink href={membersLink({ audit: audit.id })}>
            {plural(members.total, 'member')}
          </TextLink>
          {': '}
          {countLink(audit, 'audited', members.audited)},{' '}
          {countLink(audit, 'blocked', members.blocked)},{' '}
          {countLink(audit, 'failed', members.failed)}
          {members.pending > 0 ? <>, {countLink(audit, 'pending', members.pending)}</> : null}
          {audit.service_accounts > 0 ? words.serviceAccounts(audit.service_accounts) : null}
        </Fact>
        <Fact label={words.keys}>
          <TextLink href={keysLink({ audit: audit.id, state: 'seen' })}>
            {formatNumber(audit.keys)}
          </TextLink>
          {audit.keys_not_seen > 0 ? (
            <>
              {' · '}
              <TextLink href={keysLink({ audit: audit.id, state: ['not-seen', 'holder-left'] })}>
                {words.earlierKeys(audit.keys_not_seen)}
              </TextLink>
              {words.earlierKeysHint}
            </>
          ) : null}
        </Fact>
        <Fact label={words.excludedKeys}>
          {audit.keys_of_other_organizations === 0
            ? words.noExcludedKeys
            : words.excluded(audit.keys_of_other_organizations)}
        </Fact>
        <Fact label={words.method}>
          {audit.strategy === null ? <Unknown /> : VIA_WORDS[audit.strategy]}
          <span className="block text-muted-foreground">
            {words.requested(STRATEGY_WORDS[audit.strategy_asked].toLowerCase())}
            {audit.strategy_why ? ` ${curlyApostrophes(audit.strategy_why)}` : ''}
          </span>
        </Fact>
        <Fact label={words.pages}>{listEndWords(audit) ?? <Unknown />}</Fact>
        <Fact label={words.attribution}>{proofWords(audit) ?? <Unknown />}</Fact>
        <Fact label={words.keyLists}>
          <span className={audit.confirmed ? undefined : 'text-warning'}>
            {keyListWords(audit)}
          </span>
        </Fact>
        {audit.parent_id !== null && audit.finished_at !== null && members.total > 0 ? (
          <Fact label={words.followUp}>
            <AskedMembers audit={audit} parentId={audit.parent_id} />
          </Fact>
        ) : null}
        <Fact label={words.memberList}>{rosterWords(audit)}</Fact>
        <Fact label={words.accessData}>
          <ContextRead audit={audit} />
        </Fact>
        <Fact label={words.credential}>
          {audit.caller === null ? <Unknown /> : words.credentials[audit.caller]}
        </Fact>
        <Fact label={words.startedBy}>
          <SafeText text={audit.started_by} />
        </Fact>
        <Fact label={words.started}>{time(audit.started_at)}</Fact>
        <Fact label={words.finished}>{time(audit.finished_at)}</Fact>
        <Fact label={words.settings}>{words.version(audit.settings_version)}</Fact>
        <Fact label={words.settingsPage}>
          <SettingsPageCount audit={audit} />
        </Fact>
      </dl>
      <MissingMembers audit={audit} />
    </Section>
  );
}

const time = (at: string | null): ReactNode =>
  at === null ? words.notYet : <time dateTime={at}>{formatUtc(at)}</time>;

function countLink(audit: Audit, state: keyof Audit['members'], count: number): ReactNode {
  const text = `${formatNumber(count)} ${state}`;
  return count === 0 ? (
    text
  ) : (
    <TextLink href={membersLink({ audit: audit.id, state })}>{text}</TextLink>
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
      <h3 className="mb-1 text-sm font-medium">{copy.missing.title}</h3>
      {list.isPending ? (
        <Skeleton className="h-24" />
      ) : !list.data ? (
        <ErrorPanel
          title={copy.missing.failed}
          error={list.error}
          onRetry={() => void list.refetch()}
          className="px-0"
        />
      ) : (
        <Table aria-label={copy.missing.label}>
          <thead>
            <tr>
              <TableHead>{copy.missing.columns.member}</TableHead>
              <TableHead>{copy.missing.columns.coverage}</TableHead>
              <TableHead>{copy.missing.columns.reason}</TableHead>
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
            {copy.missing.all(missing)}
          </TextLink>
        </p>
      ) : null}
    </div>
  );
}
