import type { Context } from '@/lib/features/context';
import {
  actorOf,
  ADDRESS_HEADER,
  BACKGROUND_HEADER,
  notSignedIn,
  refuseForeignOrigin,
  refuseInsecureBind,
  tokenOfCookies,
  type Session,
} from '@/lib/features/sessions';
import { noSuchAudit } from '@/lib/features/audits';
import { AppError, auditId, isUuid, organizationId, type OrganizationId } from '@/lib/domain/core';
import { publicUrl } from '@/lib/platform/config/env';
import { schema } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import type { Runtime } from './runtime';

/** The path parameters that say whose data a request is about. */
export type PathScope = { org_id?: string; audit_id?: string };

/**
 * The context of a request: its caller is a verified owner of the organization in its path, by a
 * Bearer key or a session.
 * *Errors*: `not-signed-in`, `wrong-key`, `not-an-owner`, `origin-refused`, `insecure-bind`,
 * `too-many-requests`, `upstream-…`; `not-found` for an organization that isn't the caller's.
 */
export async function authenticate(
  runtime: Runtime,
  request: Request,
  scope: PathScope,
): Promise<Context> {
  const authorization = request.headers.get('authorization');
  const context =
    authorization === null
      ? await bySession(runtime, request)
      : await byBearer(runtime, request, authorization, scope);
  if (scope.org_id !== undefined && scope.org_id !== context.organization.id) throw notFound();
  return context;
}

/** The active session of a `Cookie` header. *Errors*: `upstream-…` if it couldn't be confirmed. */
export async function sessionOfCookies(
  { sessions, env, secret }: Runtime,
  cookieHeader: string | null,
  use: { address: string | null; background?: boolean },
): Promise<Session | null> {
  const token = await tokenOfCookies(cookieHeader, {
    ...{ publicUrl: publicUrl(env), secret },
    previousSecret: env.previousSecret,
  });
  return token === null ? null : sessions.find(token, use);
}

export function contextOfSession(runtime: Runtime, session: Session): Context {
  return contextOf(runtime, {
    organization: session.organization,
    actor: actorOf('session', session.user),
    credential: () => runtime.sessions.credential(session),
    proveOwner: () => runtime.sessions.prove(session),
    sessionId: session.id,
    sessionProof: runtime.proveAgain(session),
  });
}

async function bySession(runtime: Runtime, request: Request): Promise<Context> {
  refuseOtherSites(request);
  const session = await sessionOfCookies(runtime, request.headers.get('cookie'), {
    address: request.headers.get(ADDRESS_HEADER),
    background: request.headers.has(BACKGROUND_HEADER),
  });
  if (session === null) throw notSignedIn();
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuseForeignOrigin(request, runtime.env);
  }
  return contextOfSession(runtime, session);
}

/**
 * Refuses requests, such as downloads, that a page of another site sends with this browser's cookie.
 * Clients other than browsers don't send the header. *Errors*: `origin-refused`.
 */
function refuseOtherSites(request: Request): void {
  const site = request.headers.get('sec-fetch-site');
  if (site === null || site === 'same-origin' || site === 'none') return;
  throw new AppError(
    'origin-refused',
    'Latchkey refused this request because it came from another site’s page. Open Latchkey and try again there.',
  );
}

async function byBearer(
  runtime: Runtime,
  request: Request,
  authorization: string,
  scope: PathScope,
): Promise<Context> {
  refuseInsecureBind(runtime.env);
  const apiKey = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  if (apiKey === undefined) {
    throw new AppError(
      'wrong-key',
      'Send an owner’s Braintrust API key as “Authorization: Bearer <key>”.',
    );
  }
  const asked = await organizationOfPath(runtime, scope);
  try {
    const { organization, user } = await runtime.bearer({
      apiKey,
      organizationId: asked,
      address: addressOf(request),
    });
    return contextOf(runtime, {
      organization,
      actor: actorOf('bearer', user),
      credential: () => Promise.resolve(apiKey),
      proveOwner: async () => {
        await runtime.check(apiKey, { organizationId: organization.id });
      },
    });
  } catch (error) {
    await runtime.noteRefused(error, 'bearer');
    throw withoutTelling(error, scope);
  }
}

/** The caller's address; `unknown` if `noteCallerAddresses` hasn't set it. */
export const addressOf = (request: Request): string =>
  request.headers.get(ADDRESS_HEADER) ?? 'unknown';

/** The organization that the path refers to; `null` if its audit isn't stored here. */
async function organizationOfPath(
  { store }: Runtime,
  scope: PathScope,
): Promise<OrganizationId | null> {
  if (scope.org_id !== undefined) return organizationId(scope.org_id);
  if (scope.audit_id === undefined || !isUuid(scope.audit_id)) return null;
  const { audits } = schema;
  const [row] = await store.db
    .select({ organizationId: audits.organizationId })
    .from(audits)
    .where(eq(audits.id, auditId(scope.audit_id)));
  return row?.organizationId ?? null;
}

/** A valid key must not learn whether an audit of another organization exists. */
function withoutTelling(error: unknown, scope: PathScope): unknown {
  const refused = error instanceof AppError ? error.code : null;
  if (refused !== 'unknown-organization' && refused !== 'choose-organization') return error;
  if (scope.org_id === undefined) return noSuchAudit();
  return refused === 'unknown-organization' ? notFound() : error;
}

function contextOf(
  runtime: Runtime,
  who: Pick<
    Context,
    'organization' | 'actor' | 'credential' | 'proveOwner' | 'sessionId' | 'sessionProof'
  >,
): Context {
  const { store, sealer, now, queue } = runtime;
  return {
    ...who,
    store,
    sealer,
    now,
    enqueueAudit: (tx, audit) => queue.sendAudit(tx, audit),
    enqueueReEvaluation: (tx) => queue.sendReEvaluation(tx, who.organization.id),
  };
}

const notFound = () =>
  new AppError('not-found', 'This doesn’t exist, or it isn’t in your organization.');
