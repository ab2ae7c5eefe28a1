declare const brand: unique symbol;

/** A string that the type checker doesn't confuse with another kind of id. */
type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type OrganizationId = Id<'organization'>;
export type MemberId = Id<'member'>;
export type KeyId = Id<'key'>;
export type AuditId = Id<'audit'>;
export type SessionId = Id<'session'>;
export type GroupId = Id<'group'>;
export type RoleId = Id<'role'>;
export type ProjectId = Id<'project'>;
export type ServiceTokenId = Id<'service-token'>;

/**
 * These mark a text as an id. Audit and session ids are ours; all others come from Braintrust. The id of a
 * key or service token is never its secret.
 */
export const organizationId = (text: string): OrganizationId => text as OrganizationId;
export const memberId = (text: string): MemberId => text as MemberId;
export const keyId = (text: string): KeyId => text as KeyId;
export const auditId = (text: string): AuditId => text as AuditId;
export const sessionId = (text: string): SessionId => text as SessionId;
export const groupId = (text: string): GroupId => text as GroupId;
export const roleId = (text: string): RoleId => text as RoleId;
export const projectId = (text: string): ProjectId => text as ProjectId;
export const serviceTokenId = (text: string): ServiceTokenId => text as ServiceTokenId;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether text has the format of our ids. PostgreSQL fails on any other text in a `uuid` column. */
export const isUuid = (text: string): boolean => UUID.test(text);
