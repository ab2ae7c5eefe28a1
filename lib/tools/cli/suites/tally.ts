import { z } from 'zod';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, next) => ({
      passed: total.passed + next.passed,
      failed: total.failed + next.failed,
      skipped: total.skipped + next.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The last line of `npm test`. */
export function summaryLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/**
 * Counts the tests in vitest's JSON report. A file that couldn't be loaded counts as one failure.
 * *Errors*: throws if the text isn't such a report.
 */
export function tallyOfVitest(report: string): Tally {
  const parsed = vitestReport.parse(JSON.parse(report));
  const brokenFiles = parsed.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: parsed.numPassedTests,
    failed: parsed.numFailedTests + brokenFiles.length,
    skipped: parsed.numPendingTests + parsed.numTodoTests,
  };
}

const playwrightReport = z.object({
  stats: z.object({
    expected: z.int(),
    unexpected: z.int(),
    flaky: z.int(),
    skipped: z.int(),
  }),
  errors: z.array(z.unknown()),
});

/**
 * Counts the tests in Playwright's JSON report.
 * A flaky test counts as failed. So does each error outside of a test, such as in global setup or when
 * loading a file.
 * *Errors*: throws if the text isn't such a report.
 */
export function tallyOfPlaywright(report: string): Tally {
  const { stats, errors } = playwrightReport.parse(JSON.parse(report));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * The tally of a suite, with at least one failure if its exit code isn't 0.
 * A missing report, or one without a single test, also counts as a failure.
 */
export function settle(report: string | undefined, read: (report: string) => Tally, code: number) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const tally = read(report);
  const ran = tally.passed + tally.failed + tally.skipped > 0;
  if (tally.failed === 0 && (code !== 0 || !ran)) return { ...tally, failed: 1 };
  return tally;
}
