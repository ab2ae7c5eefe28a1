import { createServer } from 'node:net';

/** A free TCP port on loopback: `wanted` if it is free, otherwise any. */
export async function freePort(wanted = 0): Promise<number> {
  return (
    (await tryPort(wanted)) ?? (await tryPort(0)) ?? Promise.reject(new Error('No free port.'))
  );
}

/** Explains why a server can't listen there and how to fix it, or returns `null` if it can. */
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

/** The system's error code when trying to listen, or `null` if it works. */
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
