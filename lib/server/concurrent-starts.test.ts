import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditSchema, ENDPOINTS, problemSchema } from '@/lib/contract';
import { emptyStore, testDatabases } from '@/lib/platform/database/testing';
import { callEndpoint, requestTo, startTestServer, type TestServer } from './testing/server';

const startAudit = ENDPOINTS.find(({ id }) => id === 'startAudit')!;
const getAudit = ENDPOINTS.find(({ id }) => id === 'getAudit')!;
const SIMULTANEOUS = 6;

describe.each(testDatabases())('simultaneous starts ($name)', (database) => {
  describe.skipIf(!database.available)('in a bundle of its own', () => {
    let server: TestServer;
    let start: (headers?: Record<string, string>) => Promise<Response>;

    beforeAll(async () => {
      server = await startTestServer({}, await database.open());
      // As in the production build, the route gets its own copies of all modules but shares the runtime.
      vi.resetModules();
      const { api } = await import('./api');
      const { keys, orgId } = server.simulator;
      start = (headers = {}) =>
        api(requestTo(startAudit, { org_id: orgId }, { bearer: keys.owner, headers, body: {} }));
    });
    // Key lists fail until all requests were answered, so no audit finishes before the last start.
    beforeEach(() => {
      server.simulator.faults.status = { status: 503, paths: ['GET /v1/api_key'] };
    });
    afterEach(() => emptyStore(server.runtime.store));
    afterAll(() => server.close());

    const untilItEnds = async (id: string) => {
      server.simulator.faults.status = null;
      await vi.waitFor(
        async () => {
          const audit = await callEndpoint(
            getAudit,
            { audit_id: id },
            { bearer: server.simulator.keys.owner },
          );
          expect(auditSchema.parse(await audit.json()).finished_at).not.toBeNull();
        },
        { timeout: 120_000, interval: 50 },
      );
    };
    const atOnce = (headers?: Record<string, string>) =>
      Promise.all(Array.from({ length: SIMULTANEOUS }, () => start(headers)));

    it('start one audit; the others are told which', async () => {
      const answers = await atOnce();
      const started = answers.filter(({ status }) => status === 202);
      expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409, 409]);
      const { id } = auditSchema.parse(await started[0]?.json());
      for (const refused of answers.filter(({ status }) => status === 409)) {
        const problem = problemSchema.parse(await refused.json());
        expect(problem).toMatchObject({ code: 'audit-running', audit_id: id });
      }
      await untilItEnds(id);
    });

    it('with one Idempotency-Key are one audit for all', async () => {
      const answers = await atOnce({ 'idempotency-key': 'one' });
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
      const locations = new Set(answers.map(({ headers }) => headers.get('location')));
      expect(locations.size).toBe(1);
      for (const answer of answers) {
        const { id } = auditSchema.parse(await answer.json());
        expect(locations).toContain(`/api/v1/audits/${id}`);
        await untilItEnds(id);
      }
    });
  });
});
