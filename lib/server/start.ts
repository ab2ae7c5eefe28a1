import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';
import { AppError, SECOND_MS, toAppError } from '@/lib/domain/core';
import { env, isLoopback, publicUrl, setNextAuthUrl, type Env } from '@/lib/platform/config/env';
import { createLog, type Log } from '@/lib/platform/log';
import { isProxyIgnored, noteCallerAddresses } from './caller-address';
import { renameTrace } from './rename-trace';
import { runtime } from './runtime';

/** How long running requests may take to finish before they are cut off. */
const STOP_PATIENCE_MS = 5 * SECOND_MS;
/** The process exits after this even if something hangs: within 15 s, even on a busy machine. */
const STOP_DEADLINE_MS = 13 * SECOND_MS;

/**
 * Opens the runtime when the server starts, so that interrupted audits resume without a request.
 * Stops it in order on SIGTERM and SIGINT. If the start fails, reports why and exits.
 */
export async function startServer(): Promise<void> {
  try {
    await open();
  } catch (thrown) {
    const error = toAppError(thrown);
    createLog({ level: 'error' }).error('the server could not start', { error });
    process.stderr.write(`\nCouldn’t start Latchkey. ${error.publicMessage}\n`);
    process.exit(1);
  }
}

async function open(): Promise<void> {
  const settings = env();
  const startLog = createLog({ level: settings.logLevel });
  noteCallerAddresses(settings.trustedProxies, () => {
    warnAboutProxy(startLog, 'a request came through a proxy');
  });
  renameTrace();
  const servers = rememberServers();
  setNextAuthUrl();
  const { log } = await runtime();
  warnAboutBind(settings, log);
  if (isProxyIgnored(settings)) warnAboutProxy(log, 'NEXTAUTH_URL is https, which implies a proxy');
  stopOnSignals(servers, log);
  log.info('started', { url: publicUrl(settings), braintrust: settings.apiUrl });
}

function warnAboutBind(settings: Env, log: Log): void {
  if (isLoopback(settings.host) || publicUrl(settings).startsWith('https:')) return;
  log.warn(
    'sign-in is off because the server listens beyond this machine without an https NEXTAUTH_URL',
    {
      host: settings.host,
    },
  );
}

function warnAboutProxy(log: Log, why: string): void {
  log.warn(
    `${why}, but LATCHKEY_TRUSTED_PROXIES is 0, so all callers count as one address. Set it to the number of proxies.`,
  );
}

/** Collects the HTTP servers from their requests, because Next doesn't expose its server. */
function rememberServers(): Set<Server> {
  const servers = new Set<Server>();
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null || !('server' in message)) return;
    const { server } = message;
    if (isServer(server)) servers.add(server);
  });
  return servers;
}

function isServer(value: unknown): value is Server {
  return value instanceof Server;
}

function stopOnSignals(servers: ReadonlySet<Server>, log: Log): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    setTimeout(() => {
      log.error('stopping took too long; the process was ended', { limit_ms: STOP_DEADLINE_MS });
      process.exit(1);
    }, STOP_DEADLINE_MS);
    void stopInOrder(servers).then(
      () => {
        log.info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error('stopping failed', { error });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Cuts downloads, lets running requests finish, closes their connections, then stops the runtime. */
async function stopInOrder(servers: ReadonlySet<Server>): Promise<void> {
  const { streams, stop } = await runtime();
  streams.endAll();
  await Promise.race([
    Promise.all([...servers].map(closed)),
    new Promise((resolve) => setTimeout(resolve, STOP_PATIENCE_MS)),
  ]);
  for (const server of servers) server.closeAllConnections();
  await stop();
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Logs an error that Next caught while rendering or routing. */
export async function noteRequestError(error: unknown, path: string): Promise<void> {
  const { log } = await runtime();
  const level = error instanceof AppError ? 'warn' : 'error';
  log[level]('a page failed', { path: path.split('?')[0], error });
}
