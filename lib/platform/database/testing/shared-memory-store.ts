import { sql } from '../sql';
import { memoryDataKeys } from '../data-keys';
import { openStore } from '../open-store';
import type { Store } from '../types';

interface Opened {
  store: Store;
  schema: string;
}

/** The store that the previous test file of this worker gave back. */
let spare: Opened | undefined;

/**
 * Lends an embedded store that one test file after the other uses, because opening one takes a second of
 * processor time. Closing it makes it as good as new for the next file.
 * *Errors*: closing fails if a table, column, function, or trigger isn't as it was.
 */
export async function borrowMemoryStore(): Promise<Store> {
  const opened = spare ?? (await open());
  spare = undefined;
  let returned: Promise<void> | undefined;
  return {
    ...opened.store,
    dataKeys: memoryDataKeys(),
    close: () => (returned ??= giveBack(opened)),
  };
}

async function open(): Promise<Opened> {
  const store = await openStore({ memory: true });
  return { store, schema: await schemaOf(store) };
}

async function giveBack(opened: Opened): Promise<void> {
  const { store, schema } = opened;
  await store.queue.executeSql(RENEW);
  // In memory, nothing else removes old log files.
  await store.queue.executeSql('CHECKPOINT');
  const unchanged = (await schemaOf(store)) === schema;
  if (unchanged && spare === undefined) {
    spare = opened;
    return;
  }
  await store.close();
  if (!unchanged) {
    throw new Error(
      'These tests changed the schema. Undo it after them, or use `describeOwnStores`.',
    );
  }
}

/** Also removes the planner's statistics, because the plans of the next file would depend on them. */
const RENEW = `
  DO $$
  DECLARE used text;
  BEGIN
    SELECT string_agg(oid::regclass::text, ', ') INTO used FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname <> 'latchkey_migrations' AND pg_relation_size(oid) > 0;
    IF used IS NOT NULL THEN EXECUTE 'TRUNCATE ' || used || ' RESTART IDENTITY CASCADE'; END IF;
    DELETE FROM pg_statistic WHERE starelid IN
      (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace);
  END $$`;

async function schemaOf(store: Store): Promise<string> {
  const { rows } = await store.db.execute<{ names: string }>(sql`
    SELECT string_agg(name, ', ' ORDER BY name) AS names FROM (
      SELECT nspname::text FROM pg_namespace WHERE nspname !~ '^pg_'
      UNION ALL
      SELECT format('%s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod))
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE relnamespace = 'public'::regnamespace
      UNION ALL SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
    ) AS parts (name)`);
  return rows[0]?.names ?? '';
}
