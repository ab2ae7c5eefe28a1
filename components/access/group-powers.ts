import type { PowerRow } from '@/lib/contract';

/** Permissions with the same grant path and the same scope. */
export type PowerGroup = Pick<
  PowerRow,
  'object_type' | 'object_id' | 'restrict_object_type' | 'path'
> & { permissions: string[] };

/** Groups powers by grant path and scope, in their original order. Each group becomes one line. */
export function groupPowers(powers: readonly PowerRow[]): PowerGroup[] {
  const groups = new Map<string, PowerGroup>();
  for (const { permission, ...way } of powers) {
    const same = JSON.stringify([
      way.object_type,
      way.object_id,
      way.restrict_object_type,
      way.path.map(({ kind, id }) => [kind, id]),
    ]);
    const group = groups.get(same);
    if (group === undefined) groups.set(same, { ...way, permissions: [permission] });
    else group.permissions.push(permission);
  }
  return [...groups.values()];
}
