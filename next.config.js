import createMDX from '@next/mdx';

const withMDX = createMDX({ extension: /\.mdx$/ });

/** Sent with every response, including static files. `proxy.ts` adds headers that vary by request. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
];

/** @type {import('next').NextConfig} */
const nextConfig = {
  pageExtensions: ['ts', 'tsx'],
  reactCompiler: true,
  poweredByHeader: false,
  agentRules: false,
  // `npm test` checks the types, so a build for running doesn't have to wait for that.
  typescript: { ignoreBuildErrors: true },
  experimental: { agentUpgrade: false },
  // These open files, threads or sockets, which bundling would break.
  serverExternalPackages: ['@electric-sql/pglite', 'pg', 'pg-boss', 'pino', 'undici'],
  headers: () => [{ source: '/:path*', headers: securityHeaders }],
};

export default withMDX(nextConfig);
