import { ensureBuild } from '../lib/tools/cli/build';

/** The servers of all workers run the same production build, made at most once. */
export default async function globalSetup(): Promise<void> {
  const built = await ensureBuild();
  if (built.code !== 0) throw new Error(`The production build failed:\n${built.output}`);
}
