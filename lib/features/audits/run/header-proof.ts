import type { MemberId } from '@/lib/domain/core';

/** What named the member: a key in the answer's list, or `self/me` under the same header. */
export type NamedBy = 'list' | 'self';

/**
 * Whether it is proven, in this audit, that the data plane honours `x-bt-impersonate-user`.
 *
 * One that ignores the header answers with the caller's own keys for everyone. So an answer that
 * names the member asked for is proof only where that member is not the caller; while the caller is
 * unknown, two members must have been named.
 */
export class HeaderProof {
  readonly #callerId: MemberId | null;
  readonly #named = new Set<MemberId>();
  readonly #namedByList = new Set<MemberId>();

  constructor(callerId: MemberId | null) {
    this.#callerId = callerId;
  }

  get proven(): boolean {
    return this.#suffices(this.#named);
  }

  /** The same by key lists alone: `self/me` may ignore a header that the lists honour. */
  get provenByLists(): boolean {
    return this.#suffices(this.#namedByList);
  }

  /** Notes that an answer under the header named the member it was asked for. */
  note(memberId: MemberId, by: NamedBy): void {
    if (memberId === this.#callerId) return;
    this.#named.add(memberId);
    if (by === 'list') this.#namedByList.add(memberId);
  }

  #suffices(named: ReadonlySet<MemberId>): boolean {
    return named.size >= (this.#callerId === null ? 2 : 1);
  }
}
