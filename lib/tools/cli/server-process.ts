import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopChild, track } from './child';
import { bins, root } from './paths';
import { SERVER_FLAGS, START_ARGUMENTS } from './server-flags';

/** A production server that runs as a child process. */
export interface ServerProcess {
  /** The server's URL, without a trailing slash. */
  url: string;
  pid: number;
  /** The end of its output, for an error message. */
  log: () => string;
  /** Resolves with the exit code when the server has exited, by itself or after `stop`. */
  ended: Promise<number>;
  /** Asks the server to stop and waits. Kills it after 20 s. */
  stop: () => Promise<void>;
}

interface ServerOptions {
  port: number;
  dataDir: string;
  /** Added to the closed environment, for example `BRAINTRUST_API_URL`. */
  env: Record<string, string>;
}

const keptLogChars = 64_000;
const startTimeoutMs = 120_000;
/** Longer than the server's own deadline. */
const stopGraceMs = 20_000;

/** Settings of a real installation, from the shell or .env. They must not affect a demo or a test. */
const foreign =
  /^(BRAINTRUST_|NEXTAUTH_|LATCHKEY_|PG[A-Z]+$|DATABASE_URL$|DATA_DIR$|PORT$|AUDIT_CONCURRENCY$|NODE_ENV$)/;

/** The environment of a server whose settings come only from `env`, not from the shell or .env files. */
export function closedEnvironment(env: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_MANUAL_SIG_HANDLE: 'true',
    // Next doesn't read .env files if this says that a parent process already did.
    __NEXT_PROCESSED_ENV: 'true',
    ...env,
  };
}

/** Starts `next start` on loopback and resolves when the server is ready. */
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
        ...START_ARGUMENTS,
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
    // There is no pid if it didn't start. `untilReady` then reports the error.
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
  const gone = server.ended.then((code) => `exited with code ${code}`);
  for (;;) {
    const state = await Promise.race([gone, readiness(server.url)]);
    if (state === 'ready') return;
    // 404 means that another program answers on this port, so waiting won't help.
    if (/^exited|404$/.test(state) || Date.now() > deadline) {
      await server.stop();
      throw new Error(`Couldn't start the server (${state}):\n${server.log()}`);
    }
    await sleep(100);
  }
}

async function readiness(url: string): Promise<string> {
  try {
    const response = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(5_000) });
    return response.ok ? 'ready' : `health returned ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : 'no response';
  }
}
