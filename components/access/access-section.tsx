'use client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Access, PowerRow } from '@/lib/contract';
import { accessQuery } from '@/lib/client';
import { ErrorPanel } from '@/components/status/error-panel';
import { SafeText } from '@/components/status/safe-text';
import { ACCESS_WORDS } from '@/components/status/words';
import { Skeleton } from '@/components/ui/skeleton';
import { PanelSection } from '@/components/table/panel-section';
import { copy } from './copy';
import { PowerLines } from './power-lines';
import { reachSentence } from './reach-words';

type AccessSectionProps = { auditId: string; holderId: string; title: string };

/** The effective access of a holder as a small tree: permissions, where, and the grants they come from. */
export function AccessSection({ auditId, holderId, title }: AccessSectionProps) {
  const access = useQuery(accessQuery(auditId, holderId));
  return (
    <PanelSection title={title}>
      {access.isPending ? (
        <div role="status" aria-label={copy.section.loading} className="space-y-2">
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      ) : access.isError ? (
        <ErrorPanel
          title={copy.section.failed}
          error={access.error}
          onRetry={() => void access.refetch()}
        />
      ) : (
        <Tree access={access.data} />
      )}
    </PanelSection>
  );
}

function Tree({ access }: { access: Access }) {
  const everywhere = beyondOrganization(access);
  return (
    <div className="space-y-3 text-sm">
      <div className="space-y-1">
        <p>{reachSentence(access)}</p>
        {access.unread.map((reason) => (
          <p key={reason} className="text-muted-foreground">
            {access.level === 'unknown' && access.at_least !== 'none'
              ? copy.section.atLeast(ACCESS_WORDS[access.at_least])
              : null}
            {reason}
          </p>
        ))}
      </div>
      <Branch
        title={
          everywhere.length < access.every_project_powers.length
            ? copy.section.organizationWide
            : copy.section.organization
        }
        powers={access.organization_powers}
      />
      <Branch title={copy.section.everyProject} powers={everywhere} />
      {access.projects.map((project) => (
        <Branch
          key={project.id}
          title={
            <>
              {copy.section.project}
              <SafeText text={project.name} />
            </>
          }
          powers={project.powers}
        />
      ))}
      {access.more_projects > 0 ? (
        <p className="text-muted-foreground">{copy.section.moreProjects(access.more_projects)}</p>
      ) : null}
      <Branch title={copy.section.otherObjects} powers={access.other_objects} withObject />
      {access.more_objects > 0 ? (
        <p className="text-muted-foreground">{copy.section.morePermissions(access.more_objects)}</p>
      ) : null}
      <Groups groups={access.groups} />
      <p className="text-xs text-muted-foreground">{access.assumption}</p>
    </div>
  );
}

/** Powers on every project that the organization's own powers don't already include. */
function beyondOrganization(access: Access): PowerRow[] {
  const same = (power: PowerRow) =>
    JSON.stringify([power.permission, power.restrict_object_type, power.object_type]);
  const said = new Set(access.organization_powers.map(same));
  return access.every_project_powers.filter((power) => !said.has(same(power)));
}

function Branch({
  title,
  powers,
  withObject,
}: {
  title: ReactNode;
  powers: readonly PowerRow[];
  withObject?: boolean;
}) {
  if (powers.length === 0) return null;
  return (
    <div>
      <h4 className="mb-1 font-medium">{title}</h4>
      <PowerLines powers={powers} withObject={withObject} />
    </div>
  );
}

/** The other groups are behind a "more" button. */
const NAMED_GROUPS = 8;

function Groups({ groups }: { groups: Access['groups'] }) {
  if (groups.length === 0) return null;
  const line = (group: Access['groups'][number]) => (
    <li key={group.id}>
      <SafeText text={group.name} />
      {group.direct ? null : (
        <span className="text-muted-foreground">{copy.section.nestedGroup}</span>
      )}
    </li>
  );
  const rest = groups.slice(NAMED_GROUPS);
  return (
    <div>
      <h4 className="mb-1 font-medium">{copy.section.groups(groups.length)}</h4>
      <ul className="border-l pl-3">{groups.slice(0, NAMED_GROUPS).map(line)}</ul>
      {rest.length === 0 ? null : (
        <details>
          <summary className="w-fit rounded-sm py-1 pl-3 text-muted-foreground hover:text-foreground">
            {copy.section.moreGroups(rest.length)}
          </summary>
          <ul className="border-l pl-3">{rest.map(line)}</ul>
        </details>
      )}
    </div>
  );
}
