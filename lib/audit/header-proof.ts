import type { MemberId } from '@/lib/core';

/**
 * Whether it is proven, in this audit, that the data plane honours `x-bt-impersonate-user`.
 *
 * One that ignores the header answers with the caller's own keys for everybody. So an answer that
 * holds a key of the member asked for is proof only where that member is not the caller; while the
 * caller is unknown, two members must have been named.
 */
export class HeaderProof {
  readonly #callerId: MemberId | null;
  readonly #named = new Set<MemberId>();
  #proven = false;

  constructor(callerId: MemberId | null) {
    this.#callerId = callerId;
  }

  get proven(): boolean {
    return this.#proven;
  }

  /** Notes that an answer under the header named the member it was asked for. */
  note(memberId: MemberId): void {
    if (memberId === this.#callerId) return;
    this.#named.add(memberId);
    if (this.#callerId !== null || this.#named.size >= 2) this.#proven = true;
  }
}
