import { evidenceWords } from '@/lib/domain/core';
import { SafeText } from '@/components/status/safe-text';

/** The evidence for a result, one line each: the matched word, the grant path, the date. */
export function EvidenceLines({
  evidence,
}: {
  evidence: readonly { label: string; value: string }[];
}) {
  return (
    <dl className="mt-0.5 text-sm text-muted-foreground">
      {evidence.map((fact, index) => (
        <div key={index} className="flex gap-1.5">
          <dt className="shrink-0">{fact.label}:</dt>
          <dd className="min-w-0 text-foreground">
            <SafeText text={evidenceWords(fact)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
