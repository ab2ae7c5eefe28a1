import type { Audit } from '@/lib/contract';
import { CONTEXT_PARTS, type ContextPart } from '@/lib/domain/core';
import { curlyApostrophes, plural } from '@/components/status/format';
import { Unknown } from '@/components/status/unknown';
import { copy } from './copy';

const NAMES: Record<ContextPart, [one: string, many: string]> = {
  groups: ['group', 'groups'],
  roles: ['role', 'roles'],
  acls: ['access rule', 'access rules'],
  projects: ['project', 'projects'],
  'service-tokens': ['service token', 'service tokens'],
};

/** The data that effective access was computed from, and why any of it couldn't be read. */
export function ContextRead({ audit }: { audit: Audit }) {
  const { context } = audit;
  if (context === null) return <Unknown why={copy.coverage.accessDataPending} />;
  const read = CONTEXT_PARTS.filter((part) => context[part].read);
  const unread = CONTEXT_PARTS.filter((part) => !context[part].read);
  return (
    <>
      {read.length === 0
        ? null
        : read.map((part) => plural(context[part].count ?? 0, ...NAMES[part])).join(', ')}
      {unread.map((part) => (
        <span key={part} className="block text-warning">
          {curlyApostrophes(copy.coverage.accessDataUnknown(NAMES[part][1], context[part].reason))}
        </span>
      ))}
    </>
  );
}
