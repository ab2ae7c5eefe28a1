/**
 * Node options of the server. The first lowers the space for new objects from 16 MB to 8 MB: an audit of 10,000 members
 * then peaks well below its limit of 700 MB instead of above it. The second lets the heap grow by at most 40 % between
 * two collections: at 100,000 keys on PostgreSQL, an audit peaks at 0.8 GB instead of 1.4 GB, and saving settings at
 * 1.3 GB instead of 2.4 GB. It takes 15 to 35 % more processor time (`npm run bench -- --keys 100000 --postgres`).
 */
export const SERVER_FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=40'] as const;

/**
 * Arguments of `next start`. Node closes a connection after 5 idle seconds, and a request that is sent at that moment
 * fails. Proxies keep connections for a minute, so the server keeps them longer.
 */
export const START_ARGUMENTS = ['--keepAliveTimeout', '75000'] as const;
