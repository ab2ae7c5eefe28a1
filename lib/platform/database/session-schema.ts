import { index, pgTable, text } from 'drizzle-orm/pg-core';
import type { MemberId, OrganizationId, SessionId } from '@/lib/domain/core';
import { at } from './columns';
import { organizations } from './organization-schema';

/** Live sign-ins. The row is the session: without it a cookie is worth nothing. */
export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the random id in the cookie, so that a copied table signs nobody in. */
    id: text('id').$type<SessionId>().primaryKey(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    organizationName: text('organization_name').notNull(),
    userId: text('user_id').$type<MemberId>(),
    userEmail: text('user_email'),
    sealedKey: text('sealed_key').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    /** When Braintrust last confirmed that this key is an owner's. */
    checkedAt: at('checked_at').notNull(),
    /** Kept to the minute; polls of a page that no one touches do not count. */
    lastUsedAt: at('last_used_at').notNull().defaultNow(),
    /** Where it was last used from; `null`: not known. */
    address: text('address'),
    /** When the key was last typed in again in this session, which revoking asks for. */
    provenAt: at('proven_at'),
  },
  (table) => [
    index('sessions_expires_at').on(table.expiresAt),
    index('sessions_by_organization').on(table.organizationId),
  ],
);
