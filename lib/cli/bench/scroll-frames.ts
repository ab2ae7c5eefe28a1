import type { Page } from '@playwright/test';

const WHEEL_TURNS = 150;
const WHEEL_PX = 300;

/**
 * The longest time between two frames while the table is scrolled through by the wheel, pages of
 * rows being loaded on the way. *Units*: ms.
 */
export async function longestFrameMs(page: Page): Promise<number> {
  const table = page.getByRole('table', { name: 'API keys' });
  const box = await table.boundingBox();
  if (box === null) throw new Error('The table is not to be seen.');
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
    if (!Array.isArray(frames) || frames.length < 30) throw new Error('Hardly a frame was drawn.');
    const scrolled = document.querySelector('table[aria-label="API keys"]')?.parentElement
      ?.scrollTop;
    if (!scrolled) throw new Error('The table did not scroll.');
    return Math.max(...frames.map(Number));
  });
}
