import { json, text, type Call, type Reply, type World } from './world';

/** Maximum page size, unless a fault lowers it. */
const LARGEST_PAGE = 1000;

/** One page of a list, or the refusal for an invalid limit or cursor. */
type Page<T> = { objects: readonly T[] } | { refused: Reply };

/** Cuts out the page that `limit`, `starting_after`, `ending_before` and `ids` ask for. */
function cutPage<T extends { id: string }>(world: World, call: Call, whole: readonly T[]): Page<T> {
  const { query } = call;
  const limit = parseLimit(query.get('limit'));
  if (limit === undefined) return { refused: text(400, 'limit must be a non-negative integer') };
  const ids = query.getAll('ids');
  const list = ids.length === 0 ? whole : whole.filter(({ id }) => ids.includes(id));
  const after = query.get('starting_after');
  const before = query.get('ending_before');
  if (after !== null && before !== null) {
    return { refused: text(400, 'Only one of starting_after and ending_before may be given') };
  }
  const size = Math.min(limit, LARGEST_PAGE, pageCap(world, call));
  const cursor = after ?? before;
  const looping = cursor !== null && world.gate.strikes(world.faults.loopingCursor, call);
  const at = cursor === null || looping ? -1 : list.findIndex(({ id }) => id === cursor);
  if (at === -1 && cursor !== null && !looping) {
    return { refused: text(400, `Unknown cursor ${cursor}`) };
  }
  if (before === null || looping) {
    const from = at + 1;
    return { objects: list.slice(from, from + Math.min(size, sizeOfPageAt(world, call, from))) };
  }
  return { objects: list.slice(Math.max(0, at - size), at) };
}

/** Responds with one page as `{objects: […]}`. */
export function listReply<T extends { id: string }>(
  world: World,
  call: Call,
  whole: readonly T[],
  present: (record: T) => unknown,
): Reply {
  const page = cutPage(world, call, whole);
  if ('refused' in page) return page.refused;
  const tooLarge = world.gate.pick(world.faults.tooLargePages, call);
  if (tooLarge !== undefined && page.objects.length > tooLarge.over) {
    return text(tooLarge.status, `Error ${tooLarge.status}`);
  }
  return json({ objects: page.objects.map(present) });
}

function parseLimit(given: string | null): number | undefined {
  if (given === null) return LARGEST_PAGE;
  return /^\d+$/.test(given) ? Number(given) : undefined;
}

/** Size of the page that starts at this index, according to the fault `pageSizes`. */
function sizeOfPageAt({ faults, gate }: World, call: Call, from: number): number {
  const sizes = gate.pick(faults.pageSizes, call)?.sizes ?? [Infinity];
  let begins = 0;
  for (const size of sizes) {
    if (begins >= from) return size;
    begins += size;
  }
  return sizes.at(-1) ?? Infinity;
}

function pageCap({ faults, gate }: World, call: Call): number {
  if (typeof faults.pageCap === 'number') return faults.pageCap;
  return gate.pick(faults.pageCap, call)?.cap ?? Infinity;
}
