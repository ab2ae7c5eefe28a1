import { describe, expect, it } from 'vitest';
import { settle, sum, summaryLine, tallyOfPlaywright, tallyOfVitest } from './tally';

const vitest = (over: object) =>
  JSON.stringify({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...over,
  });
const playwright = (stats: object, errors: unknown[] = []) =>
  JSON.stringify({ stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors });

describe('the last line', () => {
  it('names what was left out only if something was', () => {
    expect(summaryLine({ passed: 4, failed: 0, skipped: 0 })).toBe('4 passed, 0 failed');
    expect(summaryLine({ passed: 4, failed: 1, skipped: 2 })).toBe('4 passed, 1 failed, 2 skipped');
  });

  it('adds the suites up', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
  });
});

describe('vitest', () => {
  it('counts skipped and todo tests as skipped', () => {
    const report = vitest({ numPendingTests: 2, numTodoTests: 1 });
    expect(tallyOfVitest(report)).toEqual({ passed: 3, failed: 0, skipped: 3 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const report = vitest({ testResults: [{ status: 'failed', assertionResults: [] }] });
    expect(tallyOfVitest(report).failed).toBe(1);
  });
});

describe('Playwright', () => {
  it('counts a flaky test and an error outside of a test as failures', () => {
    const report = playwright({ flaky: 1, skipped: 1 }, [{ message: 'global setup' }]);
    expect(tallyOfPlaywright(report)).toEqual({ passed: 2, failed: 2, skipped: 1 });
  });
});

describe('a suite never looks better than it was', () => {
  it('without a report it failed', () => {
    expect(settle(undefined, tallyOfVitest, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('with all tests passed and a bad exit code it failed once', () => {
    expect(settle(vitest({}), tallyOfVitest, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(settle(vitest({}), tallyOfVitest, 0)).toEqual({ passed: 3, failed: 0, skipped: 0 });
  });

  it('with a failure counted it is not counted twice', () => {
    expect(settle(vitest({ numFailedTests: 1 }), tallyOfVitest, 1).failed).toBe(1);
  });

  it('without a single test it failed', () => {
    expect(settle(playwright({ expected: 0 }), tallyOfPlaywright, 0).failed).toBe(1);
  });
});
