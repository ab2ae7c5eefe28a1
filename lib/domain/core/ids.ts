declare const brand: unique symbol;

/** A string that the type checker does not confuse with another kind of id. */
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

/** The given text as the id of an organization. Braintrust's own UUID. */
export const organizationId = (text: string): OrganizationId => text as OrganizationId;
/** The given text as the id of a member. Braintrust's own user UUID. */
export const memberId = (text: string): MemberId => text as MemberId;
/** The given text as the id of an API key. Braintrust's own UUID, never the secret. */
export const keyId = (text: string): KeyId => text as KeyId;
/** The given text as the id of an audit. Our own UUID. */
export const auditId = (text: string): AuditId => text as AuditId;
/** The given text as the id of a session. Our own random id. */
export const sessionId = (text: string): SessionId => text as SessionId;
/** The given text as the id of a permission group. */
export const groupId = (text: string): GroupId => text as GroupId;
/** The given text as the id of a role. */
export const roleId = (text: string): RoleId => text as RoleId;
/** The given text as the id of a project. */
export const projectId = (text: string): ProjectId => text as ProjectId;
/** The given text as the id of a service token. Never its secret. */
export const serviceTokenId = (text: string): ServiceTokenId => text as ServiceTokenId;
