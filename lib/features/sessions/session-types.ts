import type { MemberId, OrganizationId, SessionId } from '@/lib/domain/core';
import type { Organization } from '@/lib/domain/organization';
import type { schema } from '@/lib/platform/database';
import type { OwnerCheck } from './check-owner';

/** A live sign-in of a proven owner. */
export type Session = {
  id: SessionId;
  organization: Organization;
  user: { id: MemberId | null; email: string | null };
  createdAt: Date;
  expiresAt: Date;
  /** When Braintrust last confirmed that this key is an owner's. */
  checkedAt: Date;
};

export type SessionRow = typeof schema.sessions.$inferSelect;

/** Braintrust's word on a key and one organization; `checkOwner` bound to the environment. */
export type Check = (
  apiKey: string,
  options: { organizationName?: string | null; organizationId?: OrganizationId },
) => Promise<OwnerCheck>;
