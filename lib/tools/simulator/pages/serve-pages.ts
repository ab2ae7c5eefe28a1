import type { IncomingMessage, ServerResponse } from 'node:http';
import { SETTINGS_PAGES, type SettingsPage } from '@/lib/domain/replacement-plan/deep-links';
import type { World } from '../world';
import { apiKeysPage } from './api-keys-page';
import { groupsPage } from './groups-page';
import { html, textOf, type Html } from './html';
import { pageOf, pathOf } from './layout';
import { auditLogPage, dataPlanePage } from './other-pages';
import { serviceTokensPage } from './service-tokens-page';
import type { SimulatedPage } from './simulated-page';

const PAGES: Record<SettingsPage, SimulatedPage> = {
  'api-keys': apiKeysPage,
  'service-tokens': serviceTokensPage,
  groups: groupsPage,
  'audit-log': auditLogPage,
  'api-url': dataPlanePage,
};

/** Whether a path belongs to Braintrust's web application, not to its API. */
export function isPagePath(path: string): boolean {
  return path === '/' || path === '/app' || path.startsWith('/app/');
}

/** Answers a request for one of Braintrust's settings pages. Requests for pages aren't counted in `calls()`. */
export function servePage(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
): void {
  const url = new URL(request.url ?? '/', 'http://simulator');
  const name = SETTINGS_PAGES.find((page) => pathOf(page) === url.pathname);
  const query = url.searchParams;
  if (name === undefined) {
    if (url.pathname === '/' || url.pathname === '/app') redirect(response, pathOf('api-keys'));
    else send(response, 404, notFound(world));
  } else if (request.method === 'GET' || request.method === 'HEAD') {
    send(response, 200, show(world, name, query, null));
  } else if (request.method === 'POST' && isSameOrigin(request)) {
    act(world, { name, query, form: new URLSearchParams(String(body)) }, response);
  } else {
    const text = 'This form was sent from another site. Nothing changed.';
    send(response, 403, show(world, name, query, text));
  }
}

type Sent = { name: SettingsPage; query: URLSearchParams; form: URLSearchParams };

/** Runs a form's action and shows the page again, with the reason if it was refused. */
function act(world: World, { name, query, form }: Sent, response: ServerResponse): void {
  const id = form.get('act') ?? '';
  try {
    const chosen = actOf(name, id);
    if (chosen === undefined) throw new Error('This page has no such action.');
    const kept = [...query].filter(([field]) => KEPT.has(field));
    const result = { ...Object.fromEntries(kept), ...chosen.run(world, form), [DONE]: id };
    redirect(response, `${pathOf(name)}?${new URLSearchParams(result)}`);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    send(response, 400, show(world, name, query, text));
  }
}

const DONE = 'done';
/** What the page shows stays the same after an action. */
const KEPT = new Set(['q', 'group']);

function actOf(name: SettingsPage, id: string) {
  const { acts } = PAGES[name];
  return Object.hasOwn(acts, id) ? acts[id] : undefined;
}

function show(
  world: World,
  name: SettingsPage,
  query: URLSearchParams,
  error: string | null,
): Html {
  const { title, view } = PAGES[name];
  const done = actOf(name, query.get(DONE) ?? '')?.done;
  return pageOf({
    organization: world.organization.name,
    current: name,
    title,
    notice:
      error !== null
        ? { kind: 'error', text: error }
        : done === undefined
          ? null
          : { kind: 'done', text: done },
    body: view(world, query),
  });
}

function notFound({ organization }: World): Html {
  return pageOf({
    organization: organization.name,
    current: null,
    title: 'Page not found',
    notice: null,
    body: html`<p>Only the settings pages that Latchkey links to are simulated.</p>`,
  });
}

/** Another site must not change the organization through the visitor's browser. */
function isSameOrigin({ headers, socket }: IncomingMessage): boolean {
  const own = ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${socket.localPort}`);
  return headers.origin !== undefined && own.includes(headers.origin);
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  // With `no-referrer`, browsers would send the page's own forms without an origin.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

function send(response: ServerResponse, status: number, page: Html): void {
  response.writeHead(status, HEADERS);
  response.end(textOf(page));
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { ...HEADERS, location });
  response.end();
}
