import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { ADDRESS_HEADER, sessionCookieName } from '@/lib/features/sessions';
import type { Endpoint } from '@/lib/contract';
import { parseEnv, publicUrl } from '@/lib/platform/config/env';
import { startSimulator, type Simulator, type SimulatorOptions } from '@/lib/tools/simulator';
import { openStore, type Store } from '@/lib/platform/database';
import { createLog } from '@/lib/platform/log';
import { installRuntime, openRuntime, type Runtime } from '../runtime';
import { api } from '../api';

const ORIGIN = 'http://127.0.0.1:3000';
const SECRET = 'secret-of-the-test-0123456789-abcdef';

/** The server without Next: tests call routes as Next would. */
export type TestServer = {
  runtime: Runtime;
  simulator: Simulator;
  log: () => string;
  /** Signs in and returns the cookie header. */
  cookieOf: (apiKey: string, organization?: string) => Promise<string>;
  close: () => Promise<void>;
};

/** Starts a server on a simulated organization, with a database in memory unless one is given. */
export async function startTestServer(
  options: SimulatorOptions = {},
  given?: Store,
): Promise<TestServer> {
  const simulator = await startSimulator({ members: 12, ...options });
  const lines: string[] = [];
  const env = parseEnv({
    BRAINTRUST_API_URL: simulator.url,
    NEXTAUTH_URL: ORIGIN,
    NEXTAUTH_SECRET: SECRET,
  });
  const runtime = await openRuntime({
    env,
    log: createLog({ level: 'debug', to: { write: (line) => lines.push(line) } }),
    store: given ?? (await openStore({ memory: true })),
  });
  installRuntime(runtime);
  return {
    runtime,
    simulator,
    log: () => lines.join(''),
    cookieOf: async (apiKey, organization) => {
      const input = { apiKey, ...(organization === undefined ? {} : { organization }) };
      const { token } = await runtime.signIn(input, randomUUID());
      const jwt = await encode({ token: { sid: token }, secret: SECRET });
      return `${sessionCookieName(publicUrl(env))}=${jwt}`;
    },
    close: async () => {
      installRuntime(null);
      await runtime.stop();
      await simulator.close();
    },
  };
}

export type Ask = {
  cookie?: string;
  bearer?: string;
  body?: unknown;
  /** Sent unchanged instead of `body`. */
  rawBody?: string | Uint8Array<ArrayBuffer>;
  origin?: string | null;
  host?: string;
  search?: string;
  headers?: Record<string, string>;
};

/** Sends a request to an endpoint. Each call has its own address unless `headers` sets one. */
export function callEndpoint(
  endpoint: Target,
  params: Record<string, string>,
  ask: Ask = {},
): Promise<Response> {
  return api(requestTo(endpoint, params, ask));
}

type Target = { method: Endpoint['method'] | 'HEAD'; path: string };

/** A request as Next would pass it to a route. */
export function requestTo(
  { method, path }: Target,
  params: Record<string, string>,
  ask: Ask = {},
): Request {
  const {
    bearer,
    body,
    cookie,
    rawBody = body === undefined ? undefined : JSON.stringify(body),
    headers,
    host = '127.0.0.1:3000',
    search = '',
  } = ask;
  const origin = ask.origin === undefined ? ORIGIN : ask.origin;
  const filled = path.replaceAll(/{(\w+)}/g, (_all, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const all = new Headers({ host, [ADDRESS_HEADER]: randomUUID(), ...headers });
  if (cookie !== undefined) all.set('cookie', cookie);
  if (bearer !== undefined) all.set('authorization', `Bearer ${bearer}`);
  if (origin !== null && method !== 'GET' && method !== 'HEAD') all.set('origin', origin);
  if (rawBody !== undefined && !all.has('content-type'))
    all.set('content-type', 'application/json');
  return new Request(`${ORIGIN}${filled}${search}`, {
    method,
    headers: all,
    ...(rawBody === undefined ? {} : { body: rawBody }),
  });
}
