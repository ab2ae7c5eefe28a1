import type { BraintrustClient } from '@/lib/braintrust';
import { AppError, type MemberId } from '@/lib/core';
import type { HeaderProof } from './header-proof';

/**
 * `refused`: the call exists and refused a sample. `absent`: it is not there, or no token came.
 * `came`: what came instead of a token, never a value of it; `null` where that is known.
 */
export type TokenProbe = { outcome: 'honoured' | 'refused' | 'absent'; came: string | null };

/** `unknown`: nothing that the samples answered tells either way. */
export type HeaderProbe = 'honoured' | 'ignored' | 'unknown';

/**
 * Whether `POST /v1/impersonate` gives tokens, tried on a few members.
 * *Errors*: those of the upstream where it answered for none of them.
 */
export async function probeToken(
  client: BraintrustClient,
  samples: readonly MemberId[],
): Promise<TokenProbe> {
  const answers: Answer<unknown>[] = [];
  for (const sample of samples) {
    const answer = await answerOrRefusal(client.impersonate(sample));
    if (answer.kind === 'given') return { outcome: 'honoured', came: null };
    answers.push(answer);
  }
  throwIfAllFailed(answers);
  const refused = answers.some((answer) => answer.kind === 'refused' && answer.status === 403);
  const came = answers.flatMap((answer) => (answer.kind === 'unexpected' ? [answer.came] : []));
  return { outcome: refused ? 'refused' : 'absent', came: came[0] ?? null };
}

/**
 * Whether `x-bt-impersonate-user` is honoured, tried on a few members.
 * *Errors*: those of the upstream where it answered for none of them.
 */
export async function probeHeader(
  client: BraintrustClient,
  samples: readonly MemberId[],
  by: { callerId: MemberId | null; proof: HeaderProof },
): Promise<HeaderProbe> {
  const answers: Answer<unknown>[] = [];
  for (const sample of samples) {
    const answer = await answerOrRefusal(whoAnswers(client, sample));
    answers.push(answer);
    if (answer.kind !== 'given' || answer.value === null) continue;
    if (answer.value !== sample) return 'ignored';
    by.proof.note(sample);
    // The caller's own name proves nothing, unless there is nobody else whose keys could come.
    if (by.proof.proven || sample === by.callerId) return 'honoured';
  }
  throwIfAllFailed(answers);
  return 'unknown';
}

/** Whom the data plane takes us for under the header; `null` where no answer names anybody. */
async function whoAnswers(client: BraintrustClient, sample: MemberId): Promise<MemberId | null> {
  const as = { kind: 'header', memberId: sample } as const;
  const me = await client.selfMe(as);
  if (me?.id != null) return me.id;
  const keys = await client.listKeys({ as });
  return keys.find((key) => key.userId !== null)?.userId ?? null;
}

type Answer<T> =
  | { kind: 'given'; value: T }
  | { kind: 'refused'; status: unknown }
  /** It answered something that is no answer to this call. */
  | { kind: 'unexpected'; came: string }
  /** No answer for this member; another one may get one. */
  | { kind: 'failed'; error: AppError };

/** The answer of a call that may be refused; errors that concern the whole audit are thrown on. */
async function answerOrRefusal<T>(call: Promise<T>): Promise<Answer<T>> {
  try {
    return { kind: 'given', value: await call };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'upstream-refused') return { kind: 'refused', status: error.details.status };
    if (error.code === 'upstream-unexpected-answer') {
      return { kind: 'unexpected', came: whatCame(error) };
    }
    if (error.code.startsWith('upstream-')) return { kind: 'failed', error };
    throw error;
  }
}

/** The client's own words for what it was sent. They name fields and types, never values. */
function whatCame({ publicMessage, details }: AppError): string {
  return typeof details.detail === 'string'
    ? `${publicMessage} (${details.detail})`
    : publicMessage;
}

function throwIfAllFailed(answers: readonly Answer<unknown>[]): void {
  const errors = answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.error] : []));
  const [first] = errors;
  if (first !== undefined && errors.length === answers.length) throw first;
}
