import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import nextEnv from '@next/env';

/**
 * Adds to the environment what the .env files of a folder say, as Next reads them; what is set
 * already stays. stdout belongs to what was asked for, so whatever there is to tell goes to stderr.
 */
export function loadDotEnv(folder: string, dev = false): void {
  const say = (...words: unknown[]): void => {
    process.stderr.write(`${words.map(String).join(' ')}\n`);
  };
  for (const file of readdirSync(folder, { withFileTypes: true })) {
    const { name } = file;
    if (/^\.env(\..+)?$/.test(name) && file.isFile() && isUtf16(path.join(folder, name))) {
      say(`Couldn't read ${name}: it is saved as UTF-16. Save it as UTF-8.`);
    }
  }
  nextEnv.loadEnvConfig(folder, dev, { info: say, error: say });
}

/** Next reads such a file as UTF-8, finds no variable in it, and says nothing. */
function isUtf16(file: string): boolean {
  const [first, second] = readFileSync(file);
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
