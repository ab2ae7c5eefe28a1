import type { PowerRow } from '@/lib/contract';
import { objectTypeWord, permissionWord } from '@/lib/domain/core';
import { SafeText } from '@/components/status/safe-text';
import { copy } from './copy';
import { groupPowers, type PowerGroup } from './group-powers';

type PowerLinesProps = {
  powers: readonly PowerRow[];
  /** Shows the object of each grant, for use where the heading doesn't name it. */
  withObject?: boolean;
};

/** Permissions with the path of grants they come from: "Platform leads → role Owner". */
export function PowerLines({ powers, withObject = false }: PowerLinesProps) {
  return (
    <ul className="space-y-1.5 border-l pl-3">
      {groupPowers(powers).map((group, index) => (
        <li key={index}>
          <Permissions group={group} />
          {withObject ? (
            <span className="block text-muted-foreground">
              {copy.powers.on(objectTypeWord(group.object_type))}
              <SafeText text={group.object_id} className="font-mono text-xs" />
            </span>
          ) : null}
          <GrantPath path={group.path} />
        </li>
      ))}
    </ul>
  );
}

function Permissions({ group }: { group: PowerGroup }) {
  return (
    <span className="block">
      <SafeText text={group.permissions.map(permissionWord).join(', ')} />
      {group.restrict_object_type === null ? null : (
        <span className="text-muted-foreground">
          {copy.powers.onlyBeforeType}
          <SafeText text={objectTypeWord(group.restrict_object_type)} />
          {copy.powers.onlyAfterType}
        </span>
      )}
    </span>
  );
}

function GrantPath({ path }: { path: PowerRow['path'] }) {
  return (
    <span className="block text-muted-foreground">
      {path.length === 0 ? copy.powers.direct : copy.powers.through}
      {path.map((step, index) => (
        <span key={`${step.kind}:${step.id}`}>
          {index === 0 ? null : (
            <>
              <span aria-hidden> → </span>
              <span className="sr-only">{copy.powers.then}</span>
            </>
          )}
          {step.kind} <SafeText text={step.name} className="text-foreground" />
        </span>
      ))}
    </span>
  );
}
