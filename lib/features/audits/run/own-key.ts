import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError, type KeyId, type MemberId, type OrganizationId } from '@/lib/domain/core';

/** What the caller's own list says of the key that this audit runs with. */
export type OwnKey = {
  state: 'listed' | 'missing' | 'unread' | 'none';
  /** Own keys that belong to the audited organization, listed at the start and at the end. */
  ids: ReadonlySet<KeyId>;
};

type OwnKeyInput = {
  client: BraintrustClient;
  callerId: MemberId | null;
  organizationId: OrganizationId;
  /** False where the caller is no person: then there is nothing to look for. */
  hasOwnKey: boolean;
  /** Keeps it for the end of the audit, whoever runs it until then. */
  onMissing: () => Promise<void>;
};

type Look = { state: 'listed' | 'missing' | 'unread'; ids: ReadonlySet<KeyId> };

/**
 * Checks that key lists can be believed: the key of a person who runs the audit must be in that
 * person's own list, from the start of the audit to its end. A data plane whose lists are empty by
 * mistake would otherwise make every key look revoked. A service token is in no such list.
 */
export class OwnKeyCheck {
  readonly #input: OwnKeyInput;
  #atStart: ReadonlySet<KeyId> = new Set();
  #isMissing = false;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #failure: { error: unknown } | null = null;

  constructor(input: OwnKeyInput) {
    this.#input = input;
  }

  async start(): Promise<void> {
    if (!this.#input.hasOwnKey) return;
    const { ids } = await this.#look();
    this.#atStart = ids;
    this.#throwFailure();
  }

  /** A member's list was empty: looks once more in the background, one look for many members. */
  noteEmptyList(): void {
    if (!this.#input.hasOwnKey || this.#isMissing) return;
    if (this.#looking !== null) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#look().then(() => {
      this.#looking = null;
      if (!this.#lookAgain) return;
      this.#lookAgain = false;
      this.noteEmptyList();
    });
  }

  /** *Errors*: those of the database, and `aborted` or `wrong-key` of the last look. */
  async finish(): Promise<OwnKey> {
    if (!this.#input.hasOwnKey) return { state: 'none', ids: new Set() };
    while (this.#looking !== null) await this.#looking;
    this.#failure = null;
    const last = await this.#look();
    this.#throwFailure();
    const ids = new Set([...last.ids].filter((id) => this.#atStart.has(id)));
    return { state: this.#isMissing ? 'missing' : last.state, ids };
  }

  /** Never rejects: what went wrong stays for `start` and `finish`. */
  async #look(): Promise<Look> {
    const look = await this.#read().catch((error: unknown): Look => {
      if (!isUnreadable(error)) this.#failure = { error };
      return { state: 'unread', ids: new Set() };
    });
    if (look.state !== 'missing' || this.#isMissing) return look;
    this.#isMissing = true;
    await this.#input.onMissing().catch((error: unknown) => {
      this.#failure = { error };
    });
    return look;
  }

  async #read(): Promise<Look> {
    const { client, callerId, organizationId } = this.#input;
    // Without an organization's name: the key may be bound to none, or to another one.
    const listed = await client.listKeys();
    const own = listed.filter(({ userId }) => userId === null || userId === callerId);
    const found = callerId === null ? listed : own;
    const ours = found.filter((key) => (key.organizationId ?? organizationId) === organizationId);
    return {
      state: found.length > 0 ? 'listed' : 'missing',
      ids: new Set(ours.map(({ id }) => id)),
    };
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }
}

/** Braintrust did not give the list; anything else ends the run. */
function isUnreadable(error: unknown): boolean {
  return error instanceof AppError && error.code.startsWith('upstream-');
}
