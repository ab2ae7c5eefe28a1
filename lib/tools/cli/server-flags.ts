/**
 * Node options of the server. They lower the space for new objects from 16 MB to 8 MB.
 * An audit of 10,000 members then peaks well below its limit of 700 MB instead of above it. It takes no more
 * processor time (`npm run bench -- --only server`).
 */
export const SERVER_FLAGS = ['--max-semi-space-size=8'] as const;

/**
 * Arguments of `next start`. Node closes a connection after 5 idle seconds, and a request that is sent at that moment
 * fails. Proxies keep connections for a minute, so the server keeps them longer.
 */
export const START_ARGUMENTS = ['--keepAliveTimeout', '75000'] as const;
