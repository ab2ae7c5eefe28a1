import type { ResourceProps } from '@/components/table/resource-definition';
import { CoverageChip } from '@/components/status/coverage-chip';
import { copy } from './copy';

type CoverageNoteProps = Pick<ResourceProps, 'audit'> & {
  state: Pick<ResourceProps['state'], 'narrowed' | 'setFilter'>;
};

/**
 * The coverage, and a filter for keys that this audit didn't see again. With them, the count of keys adds up to the
 * rows of the export, which says so beside its button.
 */
export function CoverageNote({ audit, state }: CoverageNoteProps) {
  const { keys, keys_not_seen: notSeen } = audit;
  return (
    <>
      {notSeen > 0 && !state.narrowed ? (
        <>
          <button
            type="button"
            className="underline decoration-dotted underline-offset-4 hover:text-foreground"
            onClick={() => state.setFilter('state', ['not-seen', 'holder-left'])}
          >
            {copy.head.notRechecked(notSeen)}
          </button>
          <span className="max-sm:hidden">{copy.head.rows(keys + notSeen)}</span>
        </>
      ) : null}
      <span aria-hidden>·</span>
      <CoverageChip audit={audit} plain />
    </>
  );
}
