import { createServer } from 'node:net';

/** A free TCP port on loopback: `wanted` if it is free, otherwise any. */
export async function freePort(wanted = 0): Promise<number> {
  return (
    (await tryPort(wanted)) ??
    (await tryPort(0)) ??
    Promise.reject(new Error("Couldn't find a free port."))
  );
}

/** Explains why a server can't listen there and how to fix it, or returns `null` if it can. */
export async function whyNotListen(port: number, host = '127.0.0.1'): Promise<string | null> {
  const code = await listenError(port, host);
  switch (code) {
    case null:
      return null;
    case 'EADDRINUSE':
      return `Port ${port} is in use. Set PORT to another port, or stop the program that uses it.`;
    case 'EACCES':
      return `This user account has no permission to use port ${port}. Set PORT to 1024 or higher.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This machine doesn't have the network address ${host}. Set LATCHKEY_HOST to one of its addresses, such as 127.0.0.1.`;
    default:
      return `Couldn't listen on ${host}, port ${port} (${code}). Change PORT or LATCHKEY_HOST.`;
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
