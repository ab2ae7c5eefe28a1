import type { TestProject } from 'vitest/node';
import { openStore } from '../open-store';
import { createDatabase, dropDatabase } from './postgres-databases';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated database on the server of `TEST_DATABASE_URL`, to copy others from. */
    postgresTemplate: string | null;
  }
}

/** Migrates one PostgreSQL database for all tests, which get copies of it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (serverUrl === undefined || serverUrl === '') {
    project.provide('postgresTemplate', null);
    return () => Promise.resolve();
  }
  const template = await createDatabase(serverUrl, null);
  const store = await openStore({ databaseUrl: template.url });
  await store.close();
  project.provide('postgresTemplate', template.name);
  return () => dropDatabase(serverUrl, template.name);
}
