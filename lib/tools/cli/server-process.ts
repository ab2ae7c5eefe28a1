import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopChild, track } from './child';
import { bins, root } from './paths';
import { SERVER_FLAGS } from './server-flags';

/** A production server that runs as a child process. */
export interface ServerProcess {
  /** Its address, without a slash at the end. */
  url: string;
  pid: number;
  /** What it wrote lately, for an error message. */
  log: () => string;
  /** Settles with its exit code when it has ended, by itself or by `stop`. */
  ended: Promise<number>;
  /** Asks it to stop and waits; after 20 s it is killed. */
  stop: () => Promise<void>;
}

interface ServerOptions {
  port: number;
  dataDir: string;
  /** Set on top of the closed environment, e.g. `BRAINTRUST_API_URL`. */
  env: Record<string, string>;
}

const keptLogChars = 64_000;
const startTimeoutMs = 60_000;
/** Longer than the server's own deadline. */
const stopGraceMs = 20_000;

/** What an operator's shell or .env says about a real installation; none of it may reach a demo or a test. */
const foreign =
  /^(BRAINTRUST_|NEXTAUTH_|LATCHKEY_|PG[A-Z]+$|DATABASE_URL$|DATA_DIR$|PORT$|AUDIT_CONCURRENCY$|NODE_ENV$)/;

/** The environment of a server that knows only what `env` tells it: no shell variables, no .env files. */
export function closedEnvironment(env: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_MANUAL_SIG_HANDLE: 'true',
    // Next reads .env files unless a parent process has done so already.
    __NEXT_PROCESSED_ENV: 'true',
    ...env,
  };
}

/** Starts `next start` on loopback and resolves when it says that it is ready. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const url = `http://127.0.0.1:${options.port}`;
  const child = track(
    spawn(
      process.execPath,
      [
        ...SERVER_FLAGS,
        bins.next,
        'start',
        '--port',
        String(options.port),
        '--hostname',
        '127.0.0.1',
      ],
      {
        cwd: root,
        env: closedEnvironment({
          DATA_DIR: options.dataDir,
          PORT: String(options.port),
          LATCHKEY_HOST: '127.0.0.1',
          ...options.env,
        }),
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    ),
  );
  let log = '';
  const keep = (chunk: Buffer) => {
    log = (log + chunk.toString('utf8')).slice(-keptLogChars);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      log += error.message;
      resolve(127);
    });
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
  const server: ServerProcess = {
    url,
    // Without one it did not start, which `untilReady` tells.
    pid: child.pid ?? 0,
    log: () => log,
    ended,
    stop: () => stopChild(child, 'SIGTERM', stopGraceMs),
  };
  await untilReady(server);
  return server;
}

async function untilReady(server: ServerProcess): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  const gone = server.ended.then((code) => `ended with code ${code}`);
  for (;;) {
    const state = await Promise.race([gone, readiness(server.url)]);
    if (state === 'ready') return;
    // 404: a server without health is not ours, and waiting does not change that.
    if (/^ended|404$/.test(state) || Date.now() > deadline) {
      await server.stop();
      throw new Error(`The server did not start (${state}):\n${server.log()}`);
    }
    await sleep(100);
  }
}

async function readiness(url: string): Promise<string> {
  try {
    const response = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(5_000) });
    return response.ok ? 'ready' : `health answers ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : 'no answer';
  }
}
