import type { BraintrustClient } from '@/lib/braintrust';
import { AppError, type MemberId } from '@/lib/core';
import type { HeaderProof } from './header-proof';

/** `refused`: the call exists and refused a sample. `absent`: it is not there, or no token came. */
export type TokenProbe = 'honoured' | 'refused' | 'absent';

/** `unknown`: nothing that the samples answered tells either way. */
export type HeaderProbe = 'honoured' | 'ignored' | 'unknown';

/** Whether `POST /v1/impersonate` gives tokens, tried on a few members. */
export async function probeToken(
  client: BraintrustClient,
  samples: readonly MemberId[],
): Promise<TokenProbe> {
  let refused = false;
  for (const sample of samples) {
    const answer = await answerOrRefusal(client.impersonate(sample));
    if (answer.given) return 'honoured';
    if (answer.status === 403) refused = true;
  }
  return refused ? 'refused' : 'absent';
}

/** Whether `x-bt-impersonate-user` is honoured, tried on a few members. */
export async function probeHeader(
  client: BraintrustClient,
  samples: readonly MemberId[],
  by: { callerId: MemberId | null; proof: HeaderProof },
): Promise<HeaderProbe> {
  for (const sample of samples) {
    const answer = await answerOrRefusal(whoAnswers(client, sample));
    if (!answer.given || answer.value === null) continue;
    if (answer.value !== sample) return 'ignored';
    by.proof.note(sample);
    // The caller's own name proves nothing, unless there is nobody else whose keys could come.
    if (by.proof.proven || sample === by.callerId) return 'honoured';
  }
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

type Answer<T> = { given: true; value: T } | { given: false; status: unknown };

/** The answer of a call that may be refused; errors other than a refusal are thrown on. */
async function answerOrRefusal<T>(call: Promise<T>): Promise<Answer<T>> {
  try {
    return { given: true, value: await call };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'upstream-refused') return { given: false, status: error.details.status };
    if (error.code === 'upstream-unexpected-answer') return { given: false, status: null };
    throw error;
  }
}
