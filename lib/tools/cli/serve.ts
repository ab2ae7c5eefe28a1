import { spawn } from 'node:child_process';
import { ensureBuild } from './build';
import { loadDotEnv } from './dot-env';
import { bins, root } from './paths';
import { whyNotListen } from './ports';
import { SERVER_FLAGS, START_ARGUMENTS } from './server-flags';

const killAfterMs = 20_000;

/**
 * `npm start` and `npm run dev`: runs the server on `PORT` and `LATCHKEY_HOST`.
 * Both come from the shell or from .env files, in the same way as in Next. `start` builds first if the build
 * is out of date.
 */
async function main(mode: string | undefined): Promise<number> {
  if (mode !== 'start' && mode !== 'dev') throw new Error('Usage: serve.ts start|dev');
  // Next needs these two on its command line, before it reads .env files itself.
  loadDotEnv(root, mode === 'dev');
  const port = setting('PORT', '3000');
  const host = setting('LATCHKEY_HOST', '127.0.0.1');
  const problem = await portProblem(port, host);
  if (problem !== null) {
    console.error(problem);
    return 1;
  }
  if (mode === 'start') {
    const built = await ensureBuild('inherit');
    if (built.code !== 0) return built.code;
  }
  const more = mode === 'start' ? START_ARGUMENTS : [];
  return serve([mode, '--port', port, '--hostname', host, ...more]);
}

/** Checks the port before anything is built or opened. */
function portProblem(port: string, host: string): Promise<string | null> | string {
  const number = Number(port);
  if (/^\d+$/.test(port) && number >= 1 && number <= 65_535) return whyNotListen(number, host);
  return `PORT must be a whole number from 1 to 65535, not "${port}".`;
}

function setting(name: string, otherwise: string): string {
  const value = process.env[name];
  return value === undefined || value === '' ? otherwise : value;
}

function serve(args: string[]): Promise<number> {
  const child = spawn(process.execPath, [...SERVER_FLAGS, bins.next, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      child.kill(signal);
      // The server stops within 15 s. If it hangs, kill it so that nothing else has to wait.
      setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

process.exitCode = await main(process.argv[2]);
