import { parseArgs } from 'node:util';
import { buildIsFresh, ensureBuild } from '@/lib/tools/cli/build';
import { killAll } from '@/lib/tools/cli/child';
import { measureAccess } from './access';
import { isHeld, linesOf, type Figure } from './figure';
import { measureGrowth } from './growth';
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
const usage = `Usage: npm run bench [-- --only ${names.join('|')}] [-- --runs N]
       npm run bench -- --keys N [--postgres]     what N keys cost, against a tenth of them`;

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
  for (const [name, measure] of measurements(chosen)) {
    console.error(`Measuring: ${name} …`);
    const figure = await measure();
    console.log(`${linesOf(figure).join('\n')}\n`);
    missed += figure.checks.filter((check) => !isHeld(check)).length;
  }
  console.log(missed === 0 ? 'All limits were met.' : `${missed} missed.`);
  return missed === 0 ? 0 : 1;
}

type Options = { only: string[]; runs: number | null; keys: number | null; postgres: boolean };

function measurements({ only, runs, keys, postgres }: Options): [string, () => Promise<Figure>][] {
  if (keys !== null) {
    return [['growth', () => measureGrowth(keys, postgres ? 'PostgreSQL' : 'embedded')]];
  }
  return only.flatMap((name) => {
    const entry = figures[name];
    return entry === undefined ? [] : [[name, () => entry.measure(runs ?? entry.runs)]];
  });
}

function readOptions(args: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: { type: 'string', multiple: true },
        runs: { type: 'string' },
        keys: { type: 'string' },
        postgres: { type: 'boolean', default: false },
      },
    });
    const only = values.only ?? names;
    const unknown = only.filter((name) => !names.includes(name));
    if (unknown.length > 0) return `Unknown figure: ${unknown.join(', ')}.`;
    if (values.runs !== undefined && !/^[1-9]\d{0,2}$/.test(values.runs)) {
      return '--runs must be a whole number from 1 to 999.';
    }
    if (values.keys !== undefined && !/^[1-9]\d{0,3}000$/.test(values.keys)) {
      return '--keys must be a multiple of 1,000 and at most 9,999,000.';
    }
    return {
      only,
      runs: numberOf(values.runs),
      keys: numberOf(values.keys),
      postgres: values.postgres,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const numberOf = (text: string | undefined) => (text === undefined ? null : Number(text));

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
