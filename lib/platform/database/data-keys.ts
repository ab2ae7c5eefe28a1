import { randomBytes, randomUUID } from 'node:crypto';

/**
 * Random keys kept apart from the database. Each seals one running audit's copy of the owner's Braintrust
 * key. Destroying it makes every copy of that sealed text useless. This includes copies in dead rows, in
 * the write-ahead log, and in backups.
 */
export interface DataKeys {
  create(): Promise<DataKey>;
  /** `null` if the key was destroyed. */
  read(id: string): Promise<string | null>;
  destroy(id: string): Promise<void>;
  list(): Promise<{ id: string; createdAt: Date }[]>;
}

/** `id` is a UUID and not secret. */
export type DataKey = { id: string; key: string };

const KEY_BYTES = 32;

export function newDataKey(): DataKey {
  return { id: randomUUID(), key: randomBytes(KEY_BYTES).toString('base64url') };
}

export function memoryDataKeys(): DataKeys {
  const keys = new Map<string, { key: string; createdAt: Date }>();
  return {
    create: () => {
      const made = newDataKey();
      keys.set(made.id, { key: made.key, createdAt: new Date() });
      return Promise.resolve(made);
    },
    read: (id) => Promise.resolve(keys.get(id)?.key ?? null),
    destroy: (id) => {
      keys.delete(id);
      return Promise.resolve();
    },
    list: () => Promise.resolve([...keys].map(([id, { createdAt }]) => ({ id, createdAt }))),
  };
}
