import { routes } from './routes';

/** The route template that a request matches, and the ID in its path. */
export type Match = { template: string; id: string };

const exact = new Map<string, Match>();
const byParent = new Map<string, string>();
for (const template of routes.keys()) {
  const brace = template.indexOf('{');
  if (brace === -1) exact.set(template, { template, id: '' });
  else byParent.set(template.slice(0, brace), template);
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Finds the route of a request. For an unknown one, the template is its path with UUIDs as `{id}`. */
export function matchRoute(method: string, path: string): Match {
  const asked = `${method} ${path}`;
  const known = exact.get(asked);
  if (known !== undefined) return known;
  const slash = asked.lastIndexOf('/') + 1;
  const template = byParent.get(asked.slice(0, slash));
  if (template !== undefined) return { template, id: decoded(asked.slice(slash)) };
  return { template: asked.replace(UUID, '{id}'), id: '' };
}

function decoded(part: string): string {
  return part.includes('%') ? decodeURIComponent(part) : part;
}
