import type { Page } from '@playwright/test';

const VERDICTS = ['Replace', 'Revoke', 'Ask holder', 'Rotate', 'OK'] as const;
const TIMES = 20;

/**
 * Measures how long each of 20 filters takes to show its rows.
 * The time runs from the click until the table isn't busy and the next frame is drawn. Each filter is a new
 * one, so no result comes from a cache. *Units*: ms.
 */
export async function filterTimesMs(page: Page): Promise<number[]> {
  const times: number[] = [];
  while (times.length < TIMES) {
    // Gray code: each step toggles one of four chips, and no combination of chips repeats.
    const step = (times.length % 15) + 1;
    if (step === 1) await anotherOrder(page, times.length);
    const verdict = VERDICTS[trailingZeros(step)] ?? VERDICTS[0];
    times.push(await toggle(page, verdict));
  }
  return times;
}

/** Sorts by another column, so that every filter is a new query again, and clears the filters. */
async function anotherOrder(page: Page, done: number): Promise<void> {
  if (done === 0) return;
  await page.getByRole('button', { name: 'Clear all' }).click();
  const header = page.getByRole('columnheader', { name: 'Name' });
  await header.getByRole('button').click();
  await page
    .locator('table[aria-busy="false"]')
    .filter({ has: header.and(page.locator('[aria-sort="ascending"]')) })
    .waitFor();
}

async function toggle(page: Page, verdict: string): Promise<number> {
  const chip = page
    .getByRole('group', { name: 'Verdict' })
    .getByRole('button', { name: new RegExp(`^${verdict}`) });
  await chip.waitFor();
  const handle = await chip.elementHandle();
  return page.evaluate(
    (button) =>
      new Promise<number>((resolve, reject) => {
        if (!(button instanceof HTMLElement)) throw new Error('The filter chip is missing.');
        const tooLong = setTimeout(
          () => reject(new Error('No rows appeared within 10 s.')),
          10_000,
        );
        const fromMs = performance.now();
        let wasBusy = false;
        // An observer sees every change: the table may become busy and finish between two frames.
        const observer = new MutationObserver(() => {
          const table = document.querySelector('table[aria-label="API keys"]');
          const busy = table?.getAttribute('aria-busy') === 'true';
          wasBusy ||= busy;
          if (!wasBusy || busy || table === null) return;
          observer.disconnect();
          clearTimeout(tooLong);
          requestAnimationFrame(() => resolve(performance.now() - fromMs));
        });
        observer.observe(document, {
          subtree: true,
          childList: true,
          attributeFilter: ['aria-busy'],
        });
        button.click();
      }),
    handle,
  );
}

function trailingZeros(value: number): number {
  return 31 - Math.clz32(value & -value);
}
