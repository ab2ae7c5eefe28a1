import type { LucideIcon } from 'lucide-react';
import { ArrowRightLeft, Boxes, ClipboardCheck, KeyRound, Users } from 'lucide-react';
import type { Audit, KeyRow, MemberRow, ReplacementRow, WorkloadRow } from '@/lib/contract';
import { keysLink, membersLink, workloadsLink } from '@/lib/client/rows-link';
import { foldText, personName } from '@/lib/domain/core';
import { formatUtc } from '@/components/status/format';
import { holderLabel } from '@/components/status/holder';
import { MEMBER_KIND_WORDS } from '@/components/status/member-words';
import { AUDIT_STATUS_WORDS, STAGE_WORDS } from '@/components/status/words';
import { startsWord } from '@/components/ui/command';
import { copy } from './copy-on-demand';

const TEXT = copy.found;
const MOST_AUDITS = 5;

export type Result = {
  href: string;
  name: string;
  /** What tells it apart from results of the same name. */
  detail: string;
};
export type ResultGroup = { heading: string; icon: LucideIcon; results: Result[] };

type Found = {
  keys: readonly KeyRow[];
  members: readonly MemberRow[];
  workloads: readonly WorkloadRow[];
  plans: readonly ReplacementRow[];
  /** All loaded audits. They are searched here, because the server can't search them. */
  audits: readonly Audit[];
};

/**
 * What was found, by kind. Links to rows open them in `audit`, the one that the URL names; `undefined` if the
 * latest audit is shown.
 */
export function groupResults(found: Found, text: string, audit: string | undefined): ResultGroup[] {
  const groups: ResultGroup[] = [
    {
      heading: TEXT.keys,
      icon: KeyRound,
      results: found.keys.map((key) => ({
        href: keysLink({ key: key.id, audit }),
        name: key.name,
        detail: joined(holderName(key), key.preview_name),
      })),
    },
    {
      heading: TEXT.members,
      icon: Users,
      results: found.members.map((member) => memberResult(member, audit)),
    },
    {
      heading: TEXT.workloads,
      icon: Boxes,
      results: found.workloads.map(({ id, name, keys, holders }) => ({
        href: workloadsLink({ workload: id, audit }),
        name,
        detail: joined(TEXT.keysOf(keys), TEXT.holders(holders)),
      })),
    },
    {
      heading: TEXT.plans,
      icon: ArrowRightLeft,
      results: found.plans.map(({ id, title, stage, keys }) => ({
        href: `/replacements/${encodeURIComponent(id)}`,
        name: title,
        detail: joined(STAGE_WORDS[stage], TEXT.keysOf(keys)),
      })),
    },
    {
      heading: TEXT.audits,
      icon: ClipboardCheck,
      results: found.audits
        .filter((one) => isAuditOf(one, text))
        .slice(0, MOST_AUDITS)
        .map((one) => ({
          href: `/audits/${encodeURIComponent(one.id)}`,
          name: formatUtc(momentOf(one)),
          detail: joined(AUDIT_STATUS_WORDS[one.status], TEXT.keysOf(one.keys)),
        })),
    },
  ];
  return groups.filter(({ results }) => results.length > 0);
}

const joined = (...parts: readonly string[]) => parts.join(' · ');

const holderName = (key: KeyRow): string =>
  personName(key.user_given_name, key.user_family_name) || holderLabel(key);

function memberResult(member: MemberRow, audit: string | undefined): Result {
  const name = personName(member.given_name, member.family_name);
  const email = member.email ?? member.id;
  const keys =
    member.kind === 'service-account'
      ? MEMBER_KIND_WORDS[member.kind]
      : member.keys === null
        ? TEXT.keysUnknown
        : TEXT.keysOf(member.keys);
  return {
    href: membersLink({ member: member.id, audit }),
    name: name || email,
    detail: name ? joined(email, keys) : keys,
  };
}

/** The time that an audit is named after: when it finished, or else when it was created. */
const momentOf = (audit: Audit): string => audit.finished_at ?? audit.created_at;

/** Whether the text is part of the audit's date, as shown or as in "2026-11-28", or begins its id. */
function isAuditOf(audit: Audit, text: string): boolean {
  const at = momentOf(audit);
  return startsWord(`${formatUtc(at)} ${at}`, text) || audit.id.startsWith(foldText(text));
}
