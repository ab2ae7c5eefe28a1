import type { BraintrustClient, UpstreamKey } from '@/lib/platform/braintrust';
import {
  AppError,
  type MemberId,
  type MemberReason,
  type OrganizationId,
  type Strategy,
} from '@/lib/domain/core';
import { confirmOrganizationList } from './confirm-organization-list';
import { HeaderProof } from './header-proof';
import { eitherReader, headerReader, tokenReader, type MemberReader } from './member-reader';
import { probeHeader, probeToken, type HeaderProbe, type TokenProbe } from './probe';

/** How this audit reads keys, with the reason as text for people. */
export type StrategyChoice = { why: string; proof: HeaderProof } & (
  | { via: 'token' | 'header'; read: MemberReader }
  | { via: 'organization'; list: readonly UpstreamKey[]; confirmed: boolean }
  /** Nothing works on this data plane; every member is blocked with this reason. */
  | { via: null; reason: MemberReason }
);

type Question = {
  client: BraintrustClient;
  asked: Strategy;
  organizationId: OrganizationId;
  callerId: MemberId | null;
  roster: readonly MemberId[];
  /** Members whose keys are still to be read. */
  pending: readonly MemberId[];
  /** Members known to hold keys. Their lists can prove that the header is honored. */
  holders: readonly MemberId[];
};

/**
 * Finds out by trial which way of reading keys the data plane supports. The org-wide list is preferred only
 * if it holds the caller's own keys and agrees with impersonation for a sample of members. It is used
 * unconfirmed if nothing else works or the caller asked for it.
 * *Errors*: `wrong-key`, `upstream-unreachable` and the like. A refusal is a result, not an error.
 */
export async function chooseStrategy(question: Question): Promise<StrategyChoice> {
  const proof = new HeaderProof(question.callerId);
  switch (question.asked) {
    case 'token':
      return ofToken(question, proof, await askToken(question));
    case 'header':
      return ofHeader(
        question,
        proof,
        await askHeaderAgain(question, proof, await askHeader(question, proof)),
      );
    case 'organization':
    case 'auto':
      return chooseAmongAll(question, proof);
  }
}

async function chooseAmongAll(question: Question, proof: HeaderProof): Promise<StrategyChoice> {
  const { client, organizationId, asked } = question;
  const { list, without } = await askOrganizationList(client, organizationId);
  if (list === null && asked === 'organization') {
    return { via: null, reason: 'list-refused', proof, why: without ?? NO_ORGANIZATION_LIST };
  }
  const { choice, honoured } = await chooseImpersonation(question, proof);
  if (list === null) {
    return without === null ? choice : { ...choice, why: `${choice.why} ${without}` };
  }

  const doubt = await confirmOrganizationList({
    ...question,
    list,
    read: honoured && 'read' in choice ? choice.read : null,
  });
  if (doubt === null) {
    return {
      via: 'organization',
      list,
      confirmed: true,
      proof,
      why: "The organization-wide list includes the caller's own keys and matches impersonation for a sample of members.",
    };
  }
  if (asked === 'auto' && (honoured || list.length === 0)) {
    return { ...choice, why: `${choice.why} The organization-wide list wasn't used: ${doubt}` };
  }
  return {
    via: 'organization',
    list,
    confirmed: false,
    proof,
    why: `The organization-wide list couldn't be confirmed: ${doubt}`,
  };
}

const NO_ORGANIZATION_LIST =
  "This data plane doesn't offer an organization-wide key list (GET /v1/organization/api_keys).";

/**
 * Reads the org-wide list. `list` is `null` when the route doesn't exist or fails; `without` explains a
 * failure.
 * *Errors*: `wrong-key`, `aborted`. No other failure ends an audit, because the list is optional.
 */
async function askOrganizationList(
  client: BraintrustClient,
  organizationId: OrganizationId,
): Promise<{ list: readonly UpstreamKey[] | null; without: string | null }> {
  try {
    return { list: await client.listOrganizationKeys({ organizationId }), without: null };
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('upstream-')) throw error;
    return {
      list: null,
      without: `Couldn't read the organization-wide list. ${error.publicMessage}`,
    };
  }
}

/** Picks a way to impersonate and tells whether it is known to work. The documented header is tried first. */
async function chooseImpersonation(
  question: Question,
  proof: HeaderProof,
): Promise<{ choice: StrategyChoice; honoured: boolean }> {
  const header = await askHeader(question, proof);
  if (header === 'honoured') return { choice: ofHeader(question, proof, header), honoured: true };
  const token = await askToken(question);
  if (token.outcome === 'honoured') {
    return { choice: ofToken(question, proof, token), honoured: true };
  }
  const again = await askHeaderAgain(question, proof, header);
  return again === 'honoured'
    ? { choice: ofHeader(question, proof, again), honoured: true }
    : { choice: ofNeither(question, proof, again, token), honoured: false };
}

/**
 * Picks a way when neither is known to work. Every member is still asked, because a sample may be refused
 * only because that member also belongs to other organizations.
 */
function ofNeither(
  question: Question,
  proof: HeaderProof,
  header: HeaderProbe,
  token: TokenProbe,
): StrategyChoice {
  if (token.outcome === 'refused') {
    const choice = ofToken(question, proof, token);
    if (header !== 'unknown' || !('read' in choice)) return choice;
    return { ...choice, read: eitherReader(headerReader(question, proof), choice.read) };
  }
  if (token.outcome === 'unauthorized' && header !== 'unknown') {
    return ofToken(question, proof, token);
  }
  const choice = ofHeader(question, proof, header);
  return { ...choice, why: choice.why + insteadOfToken(token) };
}

/** Quotes what came instead of a token, because Braintrust doesn't document the token's form. */
const insteadOfToken = ({ came }: TokenProbe): string =>
  came === null
    ? ''
    : ` Latchkey didn't recognize the answer of POST /v1/impersonate as a token. ${came}`;

const askToken = ({ client, pending, callerId }: Question): Promise<TokenProbe> =>
  probeToken(client, samples(pending, callerId));

const askHeader = (
  { client, pending, callerId }: Question,
  proof: HeaderProof,
): Promise<HeaderProbe> => probeHeader(client, samples(pending, callerId), { callerId, proof });

/** If pending members gave no answer either way, tries members who were read before and hold keys. */
async function askHeaderAgain(
  { client, holders, callerId }: Question,
  proof: HeaderProof,
  header: HeaderProbe,
): Promise<HeaderProbe> {
  return header === 'unknown' && holders.length > 0
    ? probeHeader(client, samples(holders, callerId), { callerId, proof })
    : header;
}

/** Says that the credential itself works, so that no one looks for a bad key. */
const cannotImpersonate = (what: string): string =>
  `This credential can't impersonate members: Braintrust answers ${what} with 401, although the credential itself works. Use an owner's personal API key.`;

function ofToken(question: Question, proof: HeaderProof, probe: TokenProbe): StrategyChoice {
  const instead = insteadOfToken(probe);
  if (probe.outcome === 'absent' || probe.outcome === 'unauthorized') {
    return {
      via: null,
      reason: 'impersonation-refused',
      proof,
      why:
        probe.outcome === 'unauthorized'
          ? cannotImpersonate('POST /v1/impersonate')
          : `This data plane doesn't issue impersonation tokens (POST /v1/impersonate, the older method).${instead}`,
    };
  }
  return {
    via: 'token',
    read: tokenReader(question),
    proof,
    why:
      probe.outcome === 'honoured'
        ? 'Braintrust issues an impersonation token for each member (POST /v1/impersonate, the older method).'
        : `Braintrust refused an impersonation token (POST /v1/impersonate, the older method) for the members tried first. Latchkey tried every member.${instead}`,
  };
}

function ofHeader(question: Question, proof: HeaderProof, probe: HeaderProbe): StrategyChoice {
  if (probe === 'ignored') {
    return {
      via: null,
      reason: 'identity-not-proven',
      proof,
      why: "This data plane ignores x-bt-impersonate-user and returns the caller's own keys.",
    };
  }
  if (probe === 'unauthorized') {
    return {
      via: null,
      reason: 'impersonation-refused',
      proof,
      why: cannotImpersonate('x-bt-impersonate-user'),
    };
  }
  return {
    via: 'header',
    read: headerReader(question, proof),
    proof,
    why:
      probe === 'honoured'
        ? 'The data plane honors x-bt-impersonate-user: a response with the header named its member.'
        : "It's unknown in advance whether the data plane honors x-bt-impersonate-user. Key lists count only if a response proves that it does.",
  };
}

/** Up to three members to try first, spread over the list. The caller only if there is no one else. */
function samples(roster: readonly MemberId[], callerId: MemberId | null): MemberId[] {
  const others = roster.filter((id) => id !== callerId);
  const from = others.length > 0 ? others : roster;
  const picked = [0, Math.floor(from.length / 2), from.length - 1].flatMap((at) => from[at] ?? []);
  return [...new Set(picked)];
}
