import { ENDPOINTS } from './endpoints';
import { matchPath } from './match-path';

/** Paths outside the endpoint list that only tell something. */
const READ_ONLY = ['/api/health/live', '/api/health/ready', '/api/openapi.json'];

/** Methods that a path of the HTTP API takes, as for `Allow`; `null` for a path that is none. */
export function allowedMethods(pathname: string): readonly string[] | null {
  if (READ_ONLY.includes(pathname)) return withImplied(['GET']);
  const matched = matchPath(pathname);
  if (matched === null) return null;
  return withImplied(
    ENDPOINTS.filter(({ path }) => path === matched.path).map(({ method }) => method),
  );
}

/** HEAD is answered wherever GET is, and OPTIONS everywhere. */
function withImplied(methods: readonly string[]): string[] {
  const head = methods.includes('GET') ? ['HEAD'] : [];
  return [...methods, ...head, 'OPTIONS'].sort();
}
