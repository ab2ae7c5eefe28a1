import type { PathStep } from './types';

/** A group or a role, with edges to the groups that contain it or the roles that it inherits. */
export type GraphNode = {
  step: PathStep;
  /** Its position by name. It doesn't depend on the order of the input. */
  rank: number;
  /** Sorted by rank. */
  next: GraphNode[];
};

export type Graph = ReadonlyMap<string, GraphNode>;

type Source = { id: string; name: string; deleted: boolean };

/**
 * Builds the graph of undeleted records. Deleted and unlisted ones are missing, so nothing passes through
 * them. Records with the same id are merged. `edgesOf` returns [from, to] ids for one record.
 */
export function buildGraph<T extends Source>(
  kind: PathStep['kind'],
  records: readonly T[],
  edgesOf: (record: T) => readonly (readonly [from: string, to: string])[],
): Graph {
  const alive = records.filter((record) => !record.deleted);
  const steps = new Map<string, PathStep>();
  for (const { id, name } of alive) {
    const known = steps.get(id);
    if (known === undefined || compareText(name, known.name) < 0) steps.set(id, { kind, id, name });
  }
  const graph = new Map(
    [...steps.values()]
      .sort(compareSteps)
      .map((step, rank) => [step.id, { step, rank, next: new Array<GraphNode>() }]),
  );
  for (const [from, to] of alive.flatMap(edgesOf)) {
    const target = graph.get(to);
    if (target !== undefined) graph.get(from)?.next.push(target);
  }
  for (const node of graph.values()) node.next = inOrder(node.next);
  return graph;
}

/** A reachable node. `from`: the previous node on the path; `null` for a start. */
export type Found = { node: GraphNode; from: Found | null; length: number };

/**
 * Finds all nodes that can be reached: the starts first, then nearest first. Each node appears once, so
 * cycles are harmless. Of several shortest paths, the first by name is returned.
 */
export function shortestWays(starts: readonly GraphNode[]): readonly Found[] {
  const found: Found[] = inOrder(starts).map((node) => ({ node, from: null, length: 1 }));
  const seen = new Set(found.map(({ node }) => node));
  // The loop also visits nodes that are appended while it runs.
  for (const from of found) {
    for (const node of from.node.next) {
      if (seen.has(node)) continue;
      seen.add(node);
      found.push({ node, from, length: from.length + 1 });
    }
  }
  return found;
}

export function stepsOf(found: Found): PathStep[] {
  const steps: PathStep[] = [];
  for (let at: Found | null = found; at !== null; at = at.from) steps.push(at.node.step);
  return steps.reverse();
}

/** Removes duplicates and sorts by rank. */
export function inOrder(nodes: readonly GraphNode[]): GraphNode[] {
  return [...new Set(nodes)].sort((a, b) => a.rank - b.rank);
}

/** Compares for sorting: shorter paths first, then by name, then by id. */
export function comparePaths(a: readonly PathStep[], b: readonly PathStep[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (const [index, step] of a.entries()) {
    const other = b[index];
    const order = other === undefined ? 0 : compareSteps(step, other);
    if (order !== 0) return order;
  }
  return 0;
}

/** Compares by code units, so that the order is the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareSteps(a: PathStep, b: PathStep): number {
  return compareText(a.kind, b.kind) || compareText(a.name, b.name) || compareText(a.id, b.id);
}
