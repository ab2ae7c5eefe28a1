import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError, type MemberId } from '@/lib/domain/core';
import { credentialWorks } from './credential-works';
import type { HeaderProof } from './header-proof';

/**
 * `refused`: the call exists and refused a sample. `unauthorized`: 401 for every sample, although the
 * credential works. `absent`: the call doesn't exist, or no token came. `came`: a description of what came
 * instead of a token, without values; `null` if nothing did.
 */
export type TokenProbe = {
  outcome: 'honoured' | 'refused' | 'unauthorized' | 'absent';
  came: string | null;
};

/** `unauthorized` as above; `unknown`: the samples' answers prove nothing. */
export type HeaderProbe = 'honoured' | 'ignored' | 'unauthorized' | 'unknown';

/**
 * Tries on a few members whether `POST /v1/impersonate` gives tokens.
 * *Errors*: those of the upstream if it answered for none; `wrong-key` if the credential itself is refused.
 */
export async function probeToken(
  client: BraintrustClient,
  samples: readonly MemberId[],
): Promise<TokenProbe> {
  const answers: Answer<unknown>[] = [];
  for (const sample of samples) {
    const answer = await answerOrRefusal(client, client.impersonate(sample, { mayBeAbsent: true }));
    if (answer.kind === 'given') return { outcome: 'honoured', came: null };
    answers.push(answer);
  }
  throwIfAllFailed(answers);
  const came = answers.flatMap((answer) => (answer.kind === 'unexpected' ? [answer.came] : []));
  return { outcome: outcomeOf(answers), came: came[0] ?? null };
}

function outcomeOf(answers: readonly Answer<unknown>[]): TokenProbe['outcome'] {
  if (answers.some((answer) => answer.kind === 'refused' && answer.status === 403))
    return 'refused';
  return areUnauthorized(answers) ? 'unauthorized' : 'absent';
}

/**
 * Tries on a few members whether `x-bt-impersonate-user` is honored. The key lists decide, because `self/me`
 * may name the caller even if the lists honor the header.
 * *Errors*: as `probeToken`.
 */
export async function probeHeader(
  client: BraintrustClient,
  samples: readonly MemberId[],
  by: { callerId: MemberId | null; proof: HeaderProof },
): Promise<HeaderProbe> {
  const answers: Answer<unknown>[] = [];
  for (const sample of samples) {
    const answer = await namedUnderHeader(client, sample);
    answers.push(answer);
    if (answer.kind !== 'given' || answer.value === null) continue;
    const { id, by: namedBy } = answer.value;
    if (id === sample) {
      by.proof.note(sample, namedBy);
      // Naming the caller proves nothing, unless the caller is the only member to try.
      if (by.proof.proven || sample === by.callerId) return 'honoured';
    } else if (by.callerId === null || id === by.callerId) return 'ignored';
  }
  throwIfAllFailed(answers);
  return areUnauthorized(answers) ? 'unauthorized' : 'unknown';
}

type Named = { id: MemberId; by: 'list' | 'self' };

/** Whom the data plane takes us for under the header; `null` if neither call tells. */
async function namedUnderHeader(
  client: BraintrustClient,
  sample: MemberId,
): Promise<Answer<Named | null>> {
  const as = { kind: 'header', memberId: sample } as const;
  const me = await answerOrRefusal(client, client.selfMe(as));
  if (me.kind === 'given' && me.value?.id === sample) {
    return { kind: 'given', value: { id: sample, by: 'self' } };
  }
  const list = await answerOrRefusal(client, client.listKeys({ as }));
  if (list.kind !== 'given') return list;
  const holders = list.value.flatMap((key) => key.userId ?? []);
  const id = holders.find((holder) => holder !== sample) ?? holders[0];
  return { kind: 'given', value: id === undefined ? null : { id, by: 'list' } };
}

type Answer<T> =
  | { kind: 'given'; value: T }
  | { kind: 'refused'; status: unknown }
  /** The answer doesn't fit this call. */
  | { kind: 'unexpected'; came: string }
  /** No answer for this member; another member may get one. */
  | { kind: 'failed'; error: AppError };

/**
 * The answer of a call that may be refused.
 * *Errors*: those that concern the audit as a whole.
 */
async function answerOrRefusal<T>(client: BraintrustClient, call: Promise<T>): Promise<Answer<T>> {
  try {
    return { kind: 'given', value: await call };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'wrong-key' && (await credentialWorks(client))) {
      return { kind: 'refused', status: 401 };
    }
    if (error.code === 'upstream-refused') return { kind: 'refused', status: error.details.status };
    if (error.code === 'upstream-unexpected-answer') {
      return { kind: 'unexpected', came: whatCame(error) };
    }
    if (error.code.startsWith('upstream-')) return { kind: 'failed', error };
    throw error;
  }
}

/** The client's description of the answer. It names fields and types, never values. */
function whatCame({ publicMessage, details }: AppError): string {
  return typeof details.detail === 'string'
    ? `${publicMessage} (${details.detail})`
    : publicMessage;
}

function areUnauthorized(answers: readonly Answer<unknown>[]): boolean {
  return (
    answers.length > 0 &&
    answers.every((answer) => answer.kind === 'refused' && answer.status === 401)
  );
}

function throwIfAllFailed(answers: readonly Answer<unknown>[]): void {
  const errors = answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.error] : []));
  const [first] = errors;
  if (first !== undefined && errors.length === answers.length) throw first;
}
