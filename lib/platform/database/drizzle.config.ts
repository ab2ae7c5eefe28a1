import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './lib/platform/database/schema.ts',
  out: './lib/platform/database/migrations',
});
