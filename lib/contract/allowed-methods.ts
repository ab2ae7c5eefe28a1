import { ENDPOINTS } from './endpoints';
import { matchPath } from './match-path';

/** Paths with a route of their own, so not in `ENDPOINTS`; they accept GET only. */
const READ_ONLY = ['/api/health/live', '/api/health/ready', '/api/openapi.json'];

/** The methods that an API path accepts, as listed in `Allow`; `null` if there is no such path. */
export function allowedMethods(pathname: string): readonly string[] | null {
  if (READ_ONLY.includes(pathname)) return withImplied(['GET']);
  const matched = matchPath(pathname);
  if (matched === null) return null;
  return withImplied(
    ENDPOINTS.filter(({ path }) => path === matched.path).map(({ method }) => method),
  );
}

/** Every path that accepts GET also accepts HEAD, and every path accepts OPTIONS. */
function withImplied(methods: readonly string[]): string[] {
  const head = methods.includes('GET') ? ['HEAD'] : [];
  return [...methods, ...head, 'OPTIONS'].sort();
}
