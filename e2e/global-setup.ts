import { ensureBuild } from '../lib/tools/cli/build';

/** Makes sure that there is a current production build, which the servers of all workers share. */
export default async function globalSetup(): Promise<void> {
  const built = await ensureBuild();
  if (built.code !== 0) throw new Error(`The production build failed:\n${built.output}`);
}
