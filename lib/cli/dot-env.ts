import nextEnv from '@next/env';

/**
 * Adds to the environment what the .env files of a folder say, as Next reads them; what is set
 * already stays. stdout belongs to what was asked for, so whatever there is to tell goes to stderr.
 */
export function loadDotEnv(folder: string, dev = false): void {
  const say = (...words: unknown[]): void => {
    process.stderr.write(`${words.map(String).join(' ')}\n`);
  };
  nextEnv.loadEnvConfig(folder, dev, { info: say, error: say });
}
