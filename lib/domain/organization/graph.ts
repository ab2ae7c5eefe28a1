import type { PathStep } from './types';

/** A group or a role, and where power is looked for next. */
export type GraphNode = {
  step: PathStep;
  /** Its place in the order of names: the same for any order of input. */
  rank: number;
  /** In the order of names. */
  next: GraphNode[];
};

/** Undeleted groups or roles by id. */
export type Graph = ReadonlyMap<string, GraphNode>;

type Source = { id: string; name: string; deleted: boolean };

/**
 * The graph of what is not deleted; nothing passes through what is, or was not listed. Records of
 * one id count as one. `edgesOf` tells the ids [from, to] that one record knows of.
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

/** One node that can be come to, and how: by `from`, or at once. */
export type Found = { node: GraphNode; from: Found | null; length: number };

/**
 * Everything that can be come to from these nodes, themselves first, nearest first, each once:
 * cycles are harmless. Of several shortest ways the first in the order of names is told.
 */
export function shortestWays(starts: readonly GraphNode[]): readonly Found[] {
  const found: Found[] = inOrder(starts).map((node) => ({ node, from: null, length: 1 }));
  const seen = new Set(found.map(({ node }) => node));
  // The list grows while it is walked.
  for (const from of found) {
    for (const node of from.node.next) {
      if (seen.has(node)) continue;
      seen.add(node);
      found.push({ node, from, length: from.length + 1 });
    }
  }
  return found;
}

/** The steps of a way, from its start. */
export function stepsOf(found: Found): PathStep[] {
  const steps: PathStep[] = [];
  for (let at: Found | null = found; at !== null; at = at.from) steps.push(at.node.step);
  return steps.reverse();
}

/** Each node once, in the order of names. */
export function inOrder(nodes: readonly GraphNode[]): GraphNode[] {
  return [...new Set(nodes)].sort((a, b) => a.rank - b.rank);
}

/** Shorter first, then by names, then by ids. */
export function comparePaths(a: readonly PathStep[], b: readonly PathStep[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (const [index, step] of a.entries()) {
    const other = b[index];
    const order = other === undefined ? 0 : compareSteps(step, other);
    if (order !== 0) return order;
  }
  return 0;
}

/** By code units: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareSteps(a: PathStep, b: PathStep): number {
  return compareText(a.kind, b.kind) || compareText(a.name, b.name) || compareText(a.id, b.id);
}
