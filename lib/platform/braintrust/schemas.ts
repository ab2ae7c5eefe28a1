import { z } from 'zod';
import {
  groupId,
  keyId,
  memberId,
  organizationId,
  projectId,
  roleId,
  serviceTokenId,
  storableText,
} from '@/lib/domain/core';
import type { Expiry } from '@/lib/domain/organization';
import { readDate, unreadableDate } from './text';

/**
 * The schemas for all answers of Braintrust. Each checks the fields that we use and drops the rest. So a
 * raw `key` next to the metadata never gets past this file. Ids are required and plain because they go into
 * headers and addresses. Texts may be anything or null.
 */
const id = z.string().regex(/^[\x21-\x7e]{1,200}$/);
const maybeId = id.nullish();
const text = z
  .string()
  .nullish()
  .transform((value) => storableText(value ?? ''));
const maybeText = z
  .string()
  .nullish()
  .transform((value) => (value == null ? null : storableText(value)));

const date = z.unknown().optional();

/**
 * An unreadable date must not cost us a member's keys. It becomes null, like a missing date, and rules
 * report it as not assessed. The original text is kept so that people can see it.
 */
function creation(value: unknown): { createdAt: Date | null; createdRaw?: string } {
  const raw = unreadableDate(value);
  return { createdAt: readDate(value), ...(raw === null ? {} : { createdRaw: raw }) };
}

/** Only an explicit null means that there is no expiration date. Absent or unreadable means unknown. */
function expiry(value: unknown): Expiry {
  if (value === null) return { kind: 'never' };
  const at = readDate(value);
  if (at !== null) return { kind: 'at', at };
  const raw = unreadableDate(value);
  return raw === null ? { kind: 'unknown' } : { kind: 'unknown', raw };
}

/** True for a date or any other non-empty value. Zero dates such as 0001-01-01 count as not deleted. */
const deletedAt = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'string'
      ? value !== '' && !/^(?:0000|0001)-|^1970-01-01/.test(value)
      : Boolean(value),
  );

const organizationFields = { id: id.transform(organizationId), name: text };

/** An organization that the key can access. */
export const organization = z.object(organizationFields);

/** An API key's metadata, never its secret. *Source*: ApiKey of the spec, plus `expires_at`. */
export const key = z
  .object({
    id: id.transform(keyId),
    name: text,
    preview_name: text,
    created: date,
    expires_at: z.unknown().optional(),
    user_id: maybeId,
    user_email: maybeText,
    org_id: maybeId,
  })
  .transform((key) => ({
    id: key.id,
    name: key.name,
    preview: key.preview_name,
    ...creation(key.created),
    expiry: expiry(key.expires_at),
    userId: key.user_id == null ? null : memberId(key.user_id),
    userEmail: key.user_email,
    organizationId: key.org_id == null ? null : organizationId(key.org_id),
  }));

/** A service token's metadata, with the service account that it belongs to. */
export const serviceToken = z
  .object({
    id,
    name: text,
    preview_name: text,
    created: date,
    expires_at: z.unknown().optional(),
    service_account_id: maybeId,
    service_account_name: maybeText,
    org_id: maybeId,
  })
  .transform((token) => ({
    id: serviceTokenId(token.id),
    name: token.name,
    preview: token.preview_name,
    ...creation(token.created),
    expiry: expiry(token.expires_at),
    serviceAccountId: token.service_account_id == null ? null : memberId(token.service_account_id),
    serviceAccountName: token.service_account_name,
    organizationId: token.org_id == null ? null : organizationId(token.org_id),
  }));

/** A member of the organization. */
export const member = z
  .object({
    id: id.transform(memberId),
    email: maybeText,
    given_name: maybeText,
    family_name: maybeText,
    last_active_at: date,
  })
  .transform((user) => ({
    id: user.id,
    email: user.email,
    givenName: user.given_name,
    familyName: user.family_name,
    lastActiveAt: readDate(user.last_active_at),
  }));

/** A group with its direct users and its direct subgroups. */
export const group = z
  .object({
    id: id.transform(groupId),
    name: text,
    deleted_at: deletedAt,
    member_users: z.array(id.transform(memberId)).nullish(),
    member_groups: z.array(id.transform(groupId)).nullish(),
  })
  .transform((group) => ({
    id: group.id,
    name: group.name,
    deleted: group.deleted_at,
    memberUsers: group.member_users ?? [],
    memberGroups: group.member_groups ?? [],
  }));

const rolePermission = z
  .object({ permission: z.string().transform(storableText), restrict_object_type: maybeText })
  .transform((grant) => ({
    permission: grant.permission,
    restrictObjectType: grant.restrict_object_type,
  }));

/** A role with its direct permissions and the roles it inherits from. System roles have no organization. */
export const role = z
  .object({
    id: id.transform(roleId),
    name: text,
    deleted_at: deletedAt,
    org_id: maybeId,
    member_permissions: z.array(rolePermission).nullish(),
    member_roles: z.array(id.transform(roleId)).nullish(),
  })
  .transform((role) => ({
    id: role.id,
    name: role.name,
    deleted: role.deleted_at,
    organizationId: role.org_id == null ? null : organizationId(role.org_id),
    memberPermissions: role.member_permissions ?? [],
    memberRoles: role.member_roles ?? [],
  }));

/** One grant of a role or permission on an object, to a user or a group. */
export const acl = z
  .object({
    id,
    object_type: z.string().transform(storableText),
    object_id: id,
    user_id: maybeId,
    group_id: maybeId,
    permission: maybeText,
    role_id: maybeId,
    restrict_object_type: maybeText,
  })
  .transform((acl) => ({
    id: acl.id,
    objectType: acl.object_type,
    objectId: acl.object_id,
    userId: acl.user_id == null ? null : memberId(acl.user_id),
    groupId: acl.group_id == null ? null : groupId(acl.group_id),
    permission: acl.permission,
    roleId: acl.role_id == null ? null : roleId(acl.role_id),
    restrictObjectType: acl.restrict_object_type,
  }));

export const project = z
  .object({ id: id.transform(projectId), name: text, deleted_at: deletedAt })
  .transform((project) => ({ id: project.id, name: project.name, deleted: project.deleted_at }));

/** Who the key belongs to, according to the data plane. *Source*: `POST /api/self/me`. */
export const self = z
  .object({
    id: maybeId,
    email: maybeText,
    organizations: z.array(organization).nullish(),
  })
  .transform((self) => ({
    id: self.id == null ? null : memberId(self.id),
    email: self.email,
    organizations: self.organizations ?? [],
  }));

/** The key's organizations with their data planes, from the app. *Source*: `POST /api/apikey/login`. */
export const appLogin = z
  .object({ org_info: z.array(z.object({ ...organizationFields, api_url: maybeText })) })
  .transform((login) => ({
    organizations: login.org_info.map(({ id, name, api_url }) => ({ id, name, apiUrl: api_url })),
  }));

/** A page of a list: `{objects: […]}`. A bare array is rejected. */
export function pageOf<T>(schema: z.ZodType<T>): z.ZodType<T[]> {
  return z.object({ objects: z.array(schema) }).transform((page) => page.objects);
}

/** A page of `GET /v1/acl/list_org`: a bare array. The object form is accepted too. */
export function barePageOf<T>(schema: z.ZodType<T>): z.ZodType<T[]> {
  return z.union([z.array(schema), pageOf(schema)]);
}
