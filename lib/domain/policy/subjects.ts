import type { Key, Member, Organization, ServiceToken } from '@/lib/domain/organization';
import type { Subject } from './types';

export const keySubject = (key: Key): Subject => ({ type: 'key', id: key.id });
export const memberSubject = (member: Member): Subject => ({ type: 'member', id: member.id });
export const organizationSubject = (organization: Organization): Subject => ({
  type: 'organization',
  id: organization.id,
});
export const serviceTokenSubject = (token: ServiceToken): Subject => ({
  type: 'service-token',
  id: token.id,
});

export function accountText({ serviceAccountId, serviceAccountName }: ServiceToken): string {
  return serviceAccountName ?? serviceAccountId ?? 'unknown';
}
