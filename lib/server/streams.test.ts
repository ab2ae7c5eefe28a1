import { describe, expect, it } from 'vitest';
import { createStreams } from './streams';

function counted(chunks: number) {
  const state = { read: 0, closed: false };
  async function* rows() {
    try {
      for (; state.read < chunks; state.read += 1) yield await Promise.resolve('x'.repeat(10));
    } finally {
      state.closed = true;
    }
  }
  return { state, rows: rows() };
}

describe('createStreams', () => {
  it('reads as the reader does, not ahead of it', async () => {
    const { rows, state } = counted(1000);
    const reader = createStreams().body(rows).getReader();
    for (let read = 0; read < 5; read += 1) await reader.read();
    expect(state.read).toBeLessThan(10);
    await reader.cancel();
    expect(state.closed).toBe(true);
  });

  it('gives everything and ends', async () => {
    const { rows } = counted(3);
    expect(await new Response(createStreams().body(rows)).text()).toHaveLength(30);
  });

  it('breaks a download off when the server stops, so that nobody takes it for whole', async () => {
    const { rows, state } = counted(1000);
    const streams = createStreams();
    const reader = streams.body(rows).getReader();
    await reader.read();
    streams.endAll();
    await expect(reader.read()).rejects.toThrow('stopping');
    await expect.poll(() => state.closed).toBe(true);
  });

  it('breaks a download off when its rows fail', async () => {
    async function* rows() {
      yield await Promise.resolve('one');
      throw new Error('database gone');
    }
    await expect(new Response(createStreams().body(rows())).text()).rejects.toThrow();
  });

  it('keeps nothing of a download that ended, failed or was given up', async () => {
    const streams = createStreams();
    await new Response(streams.body(counted(3).rows)).text();
    async function* failing() {
      yield await Promise.resolve('one');
      throw new Error('database gone');
    }
    await expect(new Response(streams.body(failing())).text()).rejects.toThrow();
    await streams.body(counted(3).rows).cancel();
    expect(streams.count()).toBe(0);
  });

  it('breaks a download off that is not read, or takes too long, and closes its rows', async () => {
    for (const limits of [
      { idleMs: 20, totalMs: 60_000 },
      { idleMs: 60_000, totalMs: 20 },
    ]) {
      const { rows, state } = counted(1000);
      const streams = createStreams(limits);
      const body = streams.body(rows);
      await expect.poll(() => state.closed).toBe(true);
      await expect(new Response(body).text()).rejects.toThrow();
      expect(streams.count()).toBe(0);
    }
  });
});
