import type { AccessLevel } from '@/lib/domain/core';
import { copy } from './copy';
import { Unknown } from './unknown';
import { ACCESS_WORDS } from './words';

type AccessWordProps = {
  access: AccessLevel;
  /** Number of projects the holder can access; shown only if the level is `some-projects`. */
  projects?: number | null;
  why?: string;
};

/** The access of a holder's keys in a few words. */
export function AccessWord({ access, projects = null, why }: AccessWordProps) {
  if (access === 'unknown') return <Unknown why={why ?? copy.value.accessUnknown} />;
  if (access !== 'some-projects' || projects === null) return ACCESS_WORDS[access];
  return projects === 0 ? ACCESS_WORDS.none : copy.value.projects(projects);
}
