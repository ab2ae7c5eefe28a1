import { onTestFinished } from 'vitest';
import { createBraintrustClient } from '../client';
import type { BraintrustClient, BraintrustClientOptions } from '../types';
import { startUpstream, type Handler, type Upstream } from './upstream';

export const FAKE_KEY = 'sk-fake-owner-0001';

/** A client with short waits on an upstream that answers with `handler`. Both close after the test. */
export async function connect(
  handler: Handler,
  options: Partial<BraintrustClientOptions> = {},
): Promise<{ client: BraintrustClient; upstream: Upstream }> {
  const upstream = await startUpstream(handler);
  const client = createBraintrustClient({
    apiUrl: upstream.url,
    appUrl: null,
    apiKey: FAKE_KEY,
    ...options,
    limits: { backoffBaseMs: 5, backoffMaxMs: 20, ...options.limits },
  });
  onTestFinished(async () => {
    await client.close();
    await upstream.stop();
  });
  return { client, upstream };
}
