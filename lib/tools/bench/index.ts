import { parseArgs } from 'node:util';
import { buildIsFresh, ensureBuild } from '@/lib/tools/cli/build';
import { killAll } from '@/lib/tools/cli/child';
import { measureAccess } from './access';
import { isHeld, linesOf, type Figure } from './figure';
import { measureKeysPage } from './keys-page';
import { measureRateLimit } from './rate-limit';
import { measureServerLoad } from './server-load';
import { measureThroughput } from './throughput';

const figures: Record<string, { runs: number; measure: (runs: number) => Promise<Figure> }> = {
  speed: { runs: 5, measure: measureThroughput },
  'rate-limit': { runs: 3, measure: measureRateLimit },
  server: { runs: 3, measure: measureServerLoad },
  'keys-page': { runs: 3, measure: measureKeysPage },
  access: { runs: 3, measure: measureAccess },
};
const names = Object.keys(figures);
const usage = `Usage: npm run bench [-- --only ${names.join('|')}] [-- --runs N]`;

/** `npm run bench`: measures the figures that Latchkey promises. Exits with 1 if one is missed. */
async function main(): Promise<number> {
  const chosen = readOptions(process.argv.slice(2));
  if (typeof chosen === 'string') {
    console.error(`${chosen}\n${usage}`);
    return 2;
  }
  if (!buildIsFresh()) console.error('Building Latchkey (about a minute) …');
  const built = await ensureBuild();
  if (built.code !== 0) throw new Error(`Couldn't build Latchkey:\n${built.output}`);
  let missed = 0;
  for (const name of chosen.only) {
    const entry = figures[name];
    if (entry === undefined) continue;
    console.error(`Measuring: ${name} …`);
    const figure = await entry.measure(chosen.runs ?? entry.runs);
    console.log(`${linesOf(figure).join('\n')}\n`);
    missed += figure.checks.filter((check) => !isHeld(check)).length;
  }
  console.log(missed === 0 ? 'All limits were met.' : `${missed} missed.`);
  return missed === 0 ? 0 : 1;
}

function readOptions(args: string[]): { only: string[]; runs: number | null } | string {
  try {
    const { values } = parseArgs({
      args,
      options: { only: { type: 'string', multiple: true }, runs: { type: 'string' } },
    });
    const only = values.only ?? names;
    const unknown = only.filter((name) => !names.includes(name));
    if (unknown.length > 0) return `Unknown figure: ${unknown.join(', ')}.`;
    if (values.runs !== undefined && !/^[1-9]\d{0,2}$/.test(values.runs)) {
      return '--runs must be a whole number from 1 to 999.';
    }
    return { only, runs: values.runs === undefined ? null : Number(values.runs) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    killAll('SIGTERM');
    process.exit(130);
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    killAll('SIGTERM');
    process.exit(1);
  },
);
