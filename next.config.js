import createMDX from '@next/mdx';

const withMDX = createMDX({ extension: /\.mdx$/ });

/** @type {import('next').NextConfig} */
const nextConfig = {
  pageExtensions: ['ts', 'tsx'],
  reactCompiler: true,
  poweredByHeader: false,
  agentRules: false,
  experimental: { agentUpgrade: false },
  // These open files, threads or sockets of their own; bundling them breaks that.
  serverExternalPackages: ['@electric-sql/pglite', 'pg', 'pg-boss', 'pino', 'undici'],
};

export default withMDX(nextConfig);
