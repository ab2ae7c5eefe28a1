import type { MemberId, OrganizationId, SessionId } from '@/lib/domain/core';
import type { Organization } from '@/lib/domain/organization';
import type { schema } from '@/lib/platform/database';
import type { OwnerCheck } from './check-owner';

export type Session = {
  id: SessionId;
  organization: Organization;
  user: { id: MemberId | null; email: string | null };
  createdAt: Date;
  expiresAt: Date;
  /** When Braintrust last confirmed that the holder is an owner. */
  checkedAt: Date;
};

export type SessionRow = typeof schema.sessions.$inferSelect;

/** `checkOwner`, bound to the environment. */
export type Check = (
  apiKey: string,
  options: { organizationName?: string | null; organizationId?: OrganizationId },
) => Promise<OwnerCheck>;
