import type { ServiceToken } from '@/lib/domain/organization';
import { organizationSubject, serviceTokenSubject } from './subjects';
import type { Evidence, PolicySettings, RawFinding, RuleResult, Snapshot } from './types';

type Judgement = Pick<RawFinding, 'severity' | 'evidence'> | null;
/**
 * A rule's result for one token: a finding, a reason why a part couldn't be assessed, both, or neither.
 * `evidence`: values that couldn't be used.
 */
export type TokenJudgement = {
  finding: Judgement;
  notAssessed?: string | null;
  evidence?: readonly Evidence[];
};

/**
 * Evaluates a rule for each service token. Skips expired tokens and those that a data plane created for
 * itself. If the list couldn't be read, reports that once.
 */
export function judgeTokens(
  snapshot: Snapshot,
  settings: PolicySettings,
  now: Date,
  judge: (token: ServiceToken) => TokenJudgement,
): RuleResult {
  const { serviceTokens } = snapshot;
  if (!serviceTokens.read) {
    const subject = organizationSubject(snapshot.organization);
    return { findings: [], notAssessed: [{ subject, reason: tokensUnread(serviceTokens.reason) }] };
  }
  const findings: RuleResult['findings'][number][] = [];
  const notAssessed: RuleResult['notAssessed'][number][] = [];
  for (const token of livingTokens(serviceTokens.value, settings, now)) {
    const subject = serviceTokenSubject(token);
    const { finding, notAssessed: reason, evidence = [] } = judge(token);
    if (finding !== null) findings.push({ subject, ...finding });
    if (reason !== undefined && reason !== null) notAssessed.push({ subject, reason, evidence });
  }
  return { findings, notAssessed };
}

/** Tokens that rules evaluate: not expired, and not created by a data plane for itself. */
export function livingTokens(
  tokens: readonly ServiceToken[],
  { automaticTokens }: PolicySettings,
  now: Date,
): ServiceToken[] {
  const automatic = new Set(automaticTokens);
  return tokens.filter(
    ({ id, expiry }) =>
      !automatic.has(id) && !(expiry.kind === 'at' && expiry.at.getTime() <= now.getTime()),
  );
}

export function tokensUnread(reason: string): string {
  return `Couldn’t read service tokens. ${reason}`;
}
