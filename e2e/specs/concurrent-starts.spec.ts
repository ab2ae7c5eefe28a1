import { expect, test } from '../fixtures';

test.use({ organizationName: 'concurrent-starts' });

const SIMULTANEOUS = 6;
const ROUNDS = 3;

for (const idempotencyKey of [null, 'one']) {
  const title = idempotencyKey === null ? 'without a key' : 'with one Idempotency-Key';

  test(`${SIMULTANEOUS} simultaneous starts ${title} are one audit`, async ({
    request,
    latchkey: { simulator, server },
  }) => {
    const authorization = `Bearer ${simulator.keys.owner}`;
    const path = `${server.url}/api/v1/organization/${simulator.orgId}/audits`;
    // The first call verifies the key, so that the starts compete in the database and not while the key is
    // verified.
    const first = await request.get(path, { headers: { authorization } });
    // A connection that the server closes while a request is sent would fail it.
    expect(first.headers()['keep-alive']).toBe('timeout=75');
    // Slow enough that no audit ends before the last start.
    simulator.faults.latencyMs = 100;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const headers: Record<string, string> = {
        authorization,
        ...(idempotencyKey === null ? {} : { 'idempotency-key': `${idempotencyKey}-${round}` }),
      };
      const answers = await Promise.all(
        Array.from({ length: SIMULTANEOUS }, () => request.post(path, { headers, data: {} })),
      );
      const bodies = (await Promise.all(answers.map((one) => one.json()))) as {
        id?: string;
        audit_id?: string;
      }[];
      const id = bodies.find((body) => body.id !== undefined)?.id;
      const seen = answers.map((one, index) => [
        one.status(),
        bodies[index]?.id,
        bodies[index]?.audit_id,
      ]);
      const started = [202, id, undefined];
      const refused = [409, undefined, id];
      const others = Array.from({ length: SIMULTANEOUS - 1 }, () =>
        idempotencyKey === null ? refused : started,
      );
      expect(seen.sort(), server.log()).toEqual([started, ...others]);
      await expect
        .poll(async () => {
          const audit = (await (
            await request.get(`${server.url}/api/v1/audits/${id ?? ''}`, {
              headers: { authorization },
            })
          ).json()) as { finished_at: string | null };
          return audit.finished_at;
        })
        .not.toBeNull();
    }
  });
}
