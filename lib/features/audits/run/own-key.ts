import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError, type KeyId, type MemberId, type OrganizationId } from '@/lib/domain/core';

/** What the caller's own list says about the key that runs this audit. */
export type OwnKey = {
  state: 'listed' | 'missing' | 'unread' | 'none';
  /** The caller's keys of the audited organization that were listed both at the start and at the end. */
  ids: ReadonlySet<KeyId>;
};

type OwnKeyInput = {
  client: BraintrustClient;
  callerId: MemberId | null;
  organizationId: OrganizationId;
  /** False if the caller isn't a person: then there is no own key to look for. */
  hasOwnKey: boolean;
  /** Stores the doubt, so that it lasts even if another run ends the audit. */
  onMissing: () => Promise<void>;
};

type Look = { state: 'listed' | 'missing' | 'unread'; ids: ReadonlySet<KeyId> };

/**
 * Checks that key lists can be trusted: a person's key must be in its own holder's list for as long as it
 * runs an audit. Otherwise a data plane that returns empty lists by mistake would make every key look
 * revoked. Service tokens appear in no such list, so they are not checked.
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

  /** Call it when a member's list is empty: checks again in the background, once for many members. */
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

  /**
   * Checks a last time and returns the result.
   * *Errors*: those of the database, and `aborted` or `wrong-key` of the last check.
   */
  async finish(): Promise<OwnKey> {
    if (!this.#input.hasOwnKey) return { state: 'none', ids: new Set() };
    while (this.#looking !== null) await this.#looking;
    this.#failure = null;
    const last = await this.#look();
    this.#throwFailure();
    const ids = new Set([...last.ids].filter((id) => this.#atStart.has(id)));
    return { state: this.#isMissing ? 'missing' : last.state, ids };
  }

  /** Never rejects: `start` and `finish` report failures. */
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
    // Not filtered by organization, because the key may be bound to none or to another one.
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

/** Whether Braintrust failed to return the list. Any other error ends the run. */
function isUnreadable(error: unknown): boolean {
  return error instanceof AppError && error.code.startsWith('upstream-');
}
