import { index, pgTable, text } from 'drizzle-orm/pg-core';
import type { MemberId, OrganizationId, SessionId } from '@/lib/domain/core';
import { at } from './columns';
import { organizations } from './organization-schema';

/** Active sessions. Without its row, a cookie is worthless. */
export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the random id in the cookie, so that a copied table can't be used to sign in. */
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
    /** When Braintrust last confirmed that this key belongs to an owner. */
    checkedAt: at('checked_at').notNull(),
    /** To the minute. Background polling by a page doesn't count. */
    lastUsedAt: at('last_used_at').notNull().defaultNow(),
    /** The latest address that the session was used from. `null` if unknown. */
    address: text('address'),
    /** When the key was last entered again in this session. Revoking requires this. */
    provenAt: at('proven_at'),
  },
  (table) => [
    index('sessions_expires_at').on(table.expiresAt),
    index('sessions_by_organization').on(table.organizationId),
  ],
);
