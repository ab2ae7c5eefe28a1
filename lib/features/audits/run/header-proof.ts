import type { MemberId } from '@/lib/domain/core';

/** What named the member: a key in the listed answer, or `self/me` under the same header. */
export type NamedBy = 'list' | 'self';

/**
 * Collects proof that the data plane honors `x-bt-impersonate-user` in this audit. A data plane that ignores
 * the header returns the caller's own keys for everyone. So an answer that names the requested member is
 * proof only if that member isn't the caller. If the caller is unknown, two members must have been named.
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

  /** Counts key lists only, because `self/me` may ignore a header that the lists honor. */
  get provenByLists(): boolean {
    return this.#suffices(this.#namedByList);
  }

  /** Records that an answer under the header named the requested member. */
  note(memberId: MemberId, by: NamedBy): void {
    if (memberId === this.#callerId) return;
    this.#named.add(memberId);
    if (by === 'list') this.#namedByList.add(memberId);
  }

  #suffices(named: ReadonlySet<MemberId>): boolean {
    return named.size >= (this.#callerId === null ? 2 : 1);
  }
}
