import type { ServiceToken } from '@/lib/domain/organization';
import { organizationSubject, serviceTokenSubject } from './subjects';
import type { Evidence, PolicySettings, RawFinding, RuleResult, Snapshot } from './types';

type Judgement = Pick<RawFinding, 'severity' | 'evidence'> | null;
/**
 * What a rule says of one token: a finding, what it could not decide, both or neither. `evidence`:
 * what it could not use.
 */
export type TokenJudgement = {
  finding: Judgement;
  notAssessed?: string | null;
  evidence?: readonly Evidence[];
};

/**
 * What a rule about service tokens finds. Expired ones, and those that a data plane made for
 * itself, are passed over; where the list could not be read, that is said once.
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

/** The tokens that rules judge: not expired, not made by a data plane for itself. */
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

/** Why nothing can be said of service tokens. */
export function tokensUnread(reason: string): string {
  return `Service tokens could not be read: ${reason}`;
}
