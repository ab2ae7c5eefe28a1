import type { AccessLevel } from '@/lib/domain/core';
import { formatNumber } from './format';
import { Unknown } from './unknown';
import { ACCESS_WORDS } from './words';

type AccessWordProps = {
  access: AccessLevel;
  /** Projects reached; said where only some are. */
  projects?: number | null;
  why?: string;
};

/** How far a holder's keys reach, in a word; how many projects, where it is not all of them. */
export function AccessWord({ access, projects = null, why }: AccessWordProps) {
  if (access === 'unknown') return <Unknown why={why ?? 'Access could not be resolved'} />;
  if (access !== 'some-projects' || projects === null) return ACCESS_WORDS[access];
  return projects === 1 ? 'One project' : `${formatNumber(projects)} projects`;
}
