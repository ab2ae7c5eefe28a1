import { createServer } from 'node:net';

/** A TCP port on loopback that nobody listens on: `wanted` if it is free, else any. */
export async function freePort(wanted = 0): Promise<number> {
  return (
    (await tryPort(wanted)) ?? (await tryPort(0)) ?? Promise.reject(new Error('No free port.'))
  );
}

/** Why a server cannot listen there and what to do about it, in one sentence or two; else null. */
export async function whyNotListen(port: number, host = '127.0.0.1'): Promise<string | null> {
  const code = await listenError(port, host);
  switch (code) {
    case null:
      return null;
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program. Set PORT to another one, or stop that program.`;
    case 'EACCES':
      return `This account may not use port ${port}. Set PORT to one from 1024 on.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This machine has no network address ${host}. Set LATCHKEY_HOST to one that it has, such as 127.0.0.1.`;
    default:
      return `The server cannot listen on ${host}, port ${port} (${code}). Set PORT or LATCHKEY_HOST to something else.`;
  }
}

/** The system's code for what keeps a server from listening there. */
function listenError(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(null);
      });
    });
  });
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : undefined);
      });
    });
  });
}
