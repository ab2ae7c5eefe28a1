'use client';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Access, PowerRow } from '@/lib/contract';
import { accessQuery } from '@/lib/client';
import { permissionText } from '@/lib/domain/core';
import { PanelSection } from '@/components/table/panel-section';
import { Unknown } from '@/components/status/unknown';
import { Select } from '@/components/ui/select';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { copy } from './copy';

/** Permissions that a workload needs to log, evaluate and read in its own project. */
const NEEDED = ['create', 'read', 'update'];

type CompareWithTokenProps = { auditId: string; holderId: string };

/** Compares a holder's access with what a service token for one project would need. */
export function CompareWithToken({ auditId, holderId }: CompareWithTokenProps) {
  const access = useQuery(accessQuery(auditId, holderId)).data;
  if (!access || access.reached.length === 0) return null;
  return (
    <PanelSection title={copy.comparison.title}>
      <Comparison access={access} />
    </PanelSection>
  );
}

function Comparison({ access }: { access: Access }) {
  const [chosen, setChosen] = useState(access.reached[0]?.id ?? '');
  const field = useId();
  const today = permissionsIn(access, chosen);
  const needed = NEEDED.filter((permission) => today.includes(permission));
  const others = access.projects_reached === null ? null : access.projects_reached - 1;
  return (
    <div className="space-y-2 text-sm">
      <div className="flex items-center gap-2">
        <label htmlFor={field} className="text-muted-foreground">
          {copy.comparison.project}
        </label>
        <Select
          id={field}
          className="min-w-0 flex-1"
          value={chosen}
          options={access.reached.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChosen}
        />
      </div>
      <Table aria-label={copy.comparison.table}>
        <thead>
          <tr>
            <TableHead>{copy.comparison.columns.scope}</TableHead>
            <TableHead>{copy.comparison.columns.current}</TableHead>
            <TableHead>{copy.comparison.columns.token}</TableHead>
          </tr>
        </thead>
        <tbody>
          <Row what={copy.comparison.inProject} today={list(today)} token={list(needed)} />
          <Row
            what={copy.comparison.otherProjects}
            today={
              others === null ? (
                <Unknown />
              ) : access.every_project === true ? (
                copy.comparison.projectsAndFuture(others)
              ) : (
                copy.comparison.projects(others)
              )
            }
            token={copy.comparison.none}
          />
          <Row
            what={copy.comparison.organization}
            today={list(namesOf(access.organization_powers))}
            token={copy.comparison.none}
          />
          <Row
            what={copy.comparison.grantsItself}
            today={
              access.grants_itself === null ? (
                <Unknown />
              ) : access.grants_itself ? (
                copy.comparison.yes
              ) : (
                copy.comparison.no
              )
            }
            token={copy.comparison.no}
          />
        </tbody>
      </Table>
    </div>
  );
}

type RowProps = { what: string; today: React.ReactNode; token: React.ReactNode };

function Row({ what, today, token }: RowProps) {
  return (
    <tr>
      <TableCell className="text-muted-foreground">{what}</TableCell>
      <TableCell>{today}</TableCell>
      <TableCell>{token}</TableCell>
    </tr>
  );
}

const list = (names: readonly string[]): string =>
  names.length === 0 ? copy.comparison.none : names.join(', ');

const namesOf = (powers: readonly PowerRow[]): string[] => [
  ...new Set(
    powers.map(({ permission, restrict_object_type: type }) => permissionText(permission, type)),
  ),
];

function permissionsIn(access: Access, projectId: string): string[] {
  const own = access.projects.find(({ id }) => id === projectId)?.powers ?? [];
  return namesOf([...access.every_project_powers, ...own]);
}
