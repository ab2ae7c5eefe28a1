import type { Page } from '@playwright/test';

const WHEEL_TURNS = 150;
const WHEEL_PX = 300;
const PLAIN_ROWS = 1500;

/**
 * The longest time between two frames while scrolling the table with the mouse wheel, which loads more rows.
 * *Units*: whole ms. The browser's clock isn't more precise: three screen refreshes measure as 50 ms or 50.1
 * ms.
 */
export async function longestFrameMs(page: Page): Promise<number> {
  const table = page.getByRole('table', { name: 'API keys' });
  const box = await table.boundingBox();
  if (box === null) throw new Error("The table isn't visible.");
  await page.mouse.move(box.x + box.width / 2, box.y + 300);
  await page.evaluate(() => {
    const frames: number[] = [];
    let lastMs = performance.now();
    const note = (nowMs: number) => {
      frames.push(nowMs - lastMs);
      lastMs = nowMs;
      requestAnimationFrame(note);
    };
    requestAnimationFrame((nowMs) => {
      lastMs = nowMs;
      requestAnimationFrame(note);
    });
    Object.assign(window, { latchkeyFrames: frames });
  });
  for (let turn = 0; turn < WHEEL_TURNS; turn += 1) await page.mouse.wheel(0, WHEEL_PX);
  return page.evaluate(() => {
    const frames: unknown = Reflect.get(window, 'latchkeyFrames');
    if (!Array.isArray(frames) || frames.length < 30) throw new Error('Too few frames were drawn.');
    const scrolled = document.querySelector('table[aria-label="API keys"]')?.parentElement
      ?.scrollTop;
    if (!scrolled) throw new Error('The table did not scroll.');
    return Math.round(Math.max(...frames.map(Number)));
  });
}

/** The same for plain rows without scripts, to show how slow this machine is. *Units*: ms. */
export async function longestPlainFrameMs(page: Page): Promise<number> {
  const rows = Array.from({ length: PLAIN_ROWS }, (_, row) => `<tr><td>row ${row}</td></tr>`);
  await page.setContent(
    `<div style="height: 800px; overflow: auto"><table aria-label="API keys" style="width: 100%; line-height: 32px">${rows.join('')}</table></div>`,
  );
  return longestFrameMs(page);
}
