import type { Key, Member, Organization, ServiceToken } from '@/lib/domain/organization';
import type { Subject } from './types';

/** The key as the subject of a finding. */
export const keySubject = (key: Key): Subject => ({ type: 'key', id: key.id });
/** The member as the subject of a finding. */
export const memberSubject = (member: Member): Subject => ({ type: 'member', id: member.id });
/** The organization as the subject of a finding. */
export const organizationSubject = (organization: Organization): Subject => ({
  type: 'organization',
  id: organization.id,
});
/** The service token as the subject of a finding. */
export const serviceTokenSubject = (token: ServiceToken): Subject => ({
  type: 'service-token',
  id: token.id,
});

/** A service account by its name, or by its id where it has none. */
export function accountText({ serviceAccountId, serviceAccountName }: ServiceToken): string {
  return serviceAccountName ?? serviceAccountId ?? 'unknown';
}
