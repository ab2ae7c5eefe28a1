import type { Audit } from '@/lib/contract';
import { formatNumber } from '@/components/status/format';
import { Section } from '@/components/ui/section';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { copy } from './copy';

const words = copy.calls;

/** The calls that the audit made to Braintrust. They show that it only read data. */
export function CallsMade({ audit }: { audit: Audit }) {
  const total = audit.calls.reduce((sum, { calls }) => sum + calls, 0);
  return (
    <Section title={words.title} aside={total > 0 ? words.total(total) : undefined}>
      {audit.calls.length === 0 ? (
        <p className="text-sm text-muted-foreground">{words.none}</p>
      ) : (
        <>
          <Table aria-label={words.title}>
            <thead>
              <tr>
                <TableHead>{words.columns.operation}</TableHead>
                <TableHead className="text-right">{words.columns.calls}</TableHead>
                <TableHead className="text-right">{words.columns.rateLimited}</TableHead>
                <TableHead className="text-right">{words.columns.retried}</TableHead>
                <TableHead className="text-right">{words.columns.failed}</TableHead>
              </tr>
            </thead>
            <tbody>
              {audit.calls.map((row) => (
                <tr key={row.operation}>
                  <TableCell className="font-mono text-xs">{row.operation}</TableCell>
                  {[row.calls, row.refused_429, row.retried, row.failed].map((count, index) => (
                    <TableCell key={index} className="text-right tabular-nums">
                      {formatNumber(count)}
                    </TableCell>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
          <p className="mt-2 max-w-[70ch] text-sm text-muted-foreground">
            {words.readOnly} <code>/v1/impersonate</code>, <code>/api/self/me</code>,{' '}
            <code>/api/apikey/login</code>.
          </p>
        </>
      )}
    </Section>
  );
}
