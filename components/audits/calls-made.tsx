import type { Audit } from '@/lib/contract';
import { formatNumber, plural } from '@/components/status/format';
import { Section } from '@/components/ui/section';
import { Table, TableCell, TableHead } from '@/components/ui/table';

/** The calls that the audit made to Braintrust. They show that it only read data. */
export function CallsMade({ audit }: { audit: Audit }) {
  const total = audit.calls.reduce((sum, { calls }) => sum + calls, 0);
  return (
    <Section title="Calls made to Braintrust" aside={total > 0 ? plural(total, 'call') : undefined}>
      {audit.calls.length === 0 ? (
        <p className="text-sm text-muted-foreground">No call has been counted yet.</p>
      ) : (
        <>
          <Table aria-label="Calls made to Braintrust">
            <thead>
              <tr>
                <TableHead>Operation</TableHead>
                <TableHead className="text-right">Calls</TableHead>
                <TableHead className="text-right">Told to slow down</TableHead>
                <TableHead className="text-right">Repeated</TableHead>
                <TableHead className="text-right">Failed</TableHead>
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
            An audit reads only. These POST calls change nothing: <code>/v1/impersonate</code>,{' '}
            <code>/api/self/me</code> and <code>/api/apikey/login</code> say who somebody is, and no
            other is on the list of calls that Latchkey may make.
          </p>
        </>
      )}
    </Section>
  );
}
