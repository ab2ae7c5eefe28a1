import { createHash } from 'node:crypto';
import { AppError, CONTEXT_PARTS, type ContextPart, type OrganizationId } from '@/lib/domain/core';
import type {
  Acl,
  Expiry,
  Group,
  OrganizationContext,
  Project,
  Role,
  ServiceToken,
} from '@/lib/domain/organization';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray } from '@/lib/platform/database/sql';

const { organizationParts } = schema;

/** The field of `OrganizationContext` that holds each part. */
const FIELDS = {
  groups: 'groups',
  roles: 'roles',
  acls: 'acls',
  projects: 'projects',
  'service-tokens': 'serviceTokens',
} as const satisfies Record<ContextPart, keyof OrganizationContext>;

/**
 * Stores what was read of an organization and returns the references for `audits.context`. Call it in the
 * transaction that writes the audit, after `waitForDeletion`, so that no part is deleted while an audit adopts
 * it. Content that any audit has stored before is not stored again.
 */
export async function storeParts(
  tx: Transaction,
  organizationId: OrganizationId,
  context: OrganizationContext,
  before: schema.StoredContext,
): Promise<schema.StoredContext> {
  const stored: schema.StoredContext = {};
  for (const kind of CONTEXT_PARTS) {
    const part = context[FIELDS[kind]];
    const kept = before[kind];
    if (kept?.read === true) stored[kind] = kept;
    else if (!part.read) stored[kind] = part;
    else {
      const hash = await storePart(tx, organizationId, kind, contentOf(part.value));
      stored[kind] = { read: true, hash, count: part.value.length };
    }
  }
  return stored;
}

async function storePart(
  tx: Transaction,
  organizationId: OrganizationId,
  kind: ContextPart,
  content: string,
): Promise<string> {
  const hash = hashOf(content);
  const named = { organizationId, kind, hash };
  const [known] = await tx
    .select({ hash: organizationParts.hash })
    .from(organizationParts)
    .where(
      and(
        eq(organizationParts.organizationId, organizationId),
        eq(organizationParts.kind, kind),
        eq(organizationParts.hash, hash),
      ),
    );
  if (known === undefined) {
    await tx
      .insert(organizationParts)
      .values({ ...named, content })
      .onConflictDoNothing();
  }
  return hash;
}

/**
 * The parts that an audit has stored. Parts that it could not read are missing from the result.
 * *Errors*: `internal` for a stored part that is missing or has changed.
 */
export async function loadParts(
  db: Database | Transaction,
  organizationId: OrganizationId,
  stored: schema.StoredContext,
): Promise<Partial<OrganizationContext>> {
  const hashes = CONTEXT_PARTS.flatMap((kind) => {
    const part = stored[kind];
    return part?.read === true ? [part.hash] : [];
  });
  if (hashes.length === 0) return {};
  const rows = await db
    .select()
    .from(organizationParts)
    .where(
      and(
        eq(organizationParts.organizationId, organizationId),
        inArray(organizationParts.hash, hashes),
      ),
    );
  const value = <Kind extends ContextPart>(kind: Kind) => {
    const part = stored[kind];
    if (part?.read !== true) return undefined;
    const row = rows.find((one) => one.kind === kind && one.hash === part.hash);
    const content = checked(row?.content ?? '', part.hash);
    // The cast is safe: the hash proves that this is what was stored under this kind.
    return { read: true as const, value: JSON.parse(content) as readonly Stored[Kind][] };
  };
  const tokens = value('service-tokens');
  return withoutGaps({
    groups: value('groups'),
    roles: value('roles'),
    acls: value('acls'),
    projects: value('projects'),
    serviceTokens: tokens && { read: true, value: tokens.value.map(toServiceToken) },
  });
}

/** The complete context of an audit. A part that it did not read is unread, with the reason. */
export async function loadContext(
  db: Database | Transaction,
  organizationId: OrganizationId,
  stored: schema.StoredContext,
): Promise<OrganizationContext> {
  const parts = await loadParts(db, organizationId, stored);
  const unread = (kind: ContextPart) => {
    const part = stored[kind];
    return {
      read: false,
      reason: part?.read === false ? part.reason : "This audit didn't read them.",
    } as const;
  };
  return {
    groups: parts.groups ?? unread('groups'),
    roles: parts.roles ?? unread('roles'),
    acls: parts.acls ?? unread('acls'),
    projects: parts.projects ?? unread('projects'),
    serviceTokens: parts.serviceTokens ?? unread('service-tokens'),
  };
}

type Gaps<T> = { [Name in keyof T]: T[Name] | undefined };

function withoutGaps<T extends object>(parts: Gaps<T>): Partial<T> {
  const there = Object.entries(parts).filter(([, part]) => part !== undefined);
  return Object.fromEntries(there) as Partial<T>;
}

/** Serializes a part so that equal content gives equal text, in whatever order Braintrust listed it. */
function contentOf(objects: readonly { id: string }[]): string {
  const sorted = [...objects].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return JSON.stringify(sorted, (_name, value: unknown) =>
    Array.isArray(value) && value !== sorted ? inOrder(value) : value,
  );
}

/** Sorts inner arrays too, because members of groups and roles are sets. */
function inOrder(items: readonly unknown[]): readonly unknown[] {
  if (items.every((item) => typeof item === 'string')) return [...items].sort();
  return items
    .map((item) => ({ item, text: JSON.stringify(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item);
}

const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

/**
 * Returns the content if it matches the hash.
 * *Errors*: `internal` if it doesn't.
 */
function checked(content: string, hash: string): string {
  if (hashOf(content) === hash) return content;
  throw new AppError('internal', "Couldn't read the organization data that this audit stored.", {
    message: `no organization part has the hash ${hash}`,
  });
}

/** A service token as stored in JSON, where dates are text. */
type StoredServiceToken = Omit<ServiceToken, 'createdAt' | 'expiry'> & {
  createdAt: string | null;
  expiry: Exclude<Expiry, { kind: 'at' }> | { kind: 'at'; at: string };
};

type Stored = {
  groups: Group;
  roles: Role;
  acls: Acl;
  projects: Project;
  'service-tokens': StoredServiceToken;
};

function toServiceToken(token: StoredServiceToken): ServiceToken {
  const { createdAt, expiry } = token;
  return {
    ...token,
    createdAt: createdAt === null ? null : new Date(createdAt),
    expiry: expiry.kind === 'at' ? { kind: 'at', at: new Date(expiry.at) } : expiry,
  };
}
