import { ENDPOINTS } from './endpoints';

/** Paths outside the endpoint list that only tell something. */
const READ_ONLY = ['/api/health/live', '/api/health/ready', '/api/openapi.json'];

const METHODS = new Map<string, string[]>(READ_ONLY.map((path) => [path, withImplied(['GET'])]));
for (const { path } of ENDPOINTS) {
  const own = ENDPOINTS.filter((one) => one.path === path).map(({ method }) => method);
  METHODS.set(path, withImplied(own));
}

const PATTERNS = [...METHODS].map(([path, methods]) => ({
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/{\w+}/g, '[^/]+')}$`),
  methods,
}));

/** Methods that a path of the HTTP API takes, as for `Allow`; `null` for a path that is none. */
export function allowedMethods(pathname: string): readonly string[] | null {
  return PATTERNS.find(({ pattern }) => pattern.test(pathname))?.methods ?? null;
}

/** With those that Next answers by itself. */
function withImplied(methods: readonly string[]): string[] {
  const head = methods.includes('GET') ? ['HEAD'] : [];
  return [...methods, ...head, 'OPTIONS'].sort();
}
