import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import nextEnv from '@next/env';

/**
 * Loads a folder's .env files into the environment, in the same way as Next. Variables that are already set
 * stay.
 * Messages go to stderr because stdout is for the command's result.
 */
export function loadDotEnv(folder: string, dev = false): void {
  const say = (...words: unknown[]): void => {
    process.stderr.write(`${words.map(String).join(' ')}\n`);
  };
  for (const file of readdirSync(folder, { withFileTypes: true })) {
    const { name } = file;
    if (/^\.env(\..+)?$/.test(name) && file.isFile() && isUtf16(path.join(folder, name))) {
      say(`Couldn't read ${name} because it is saved as UTF-16. Save it as UTF-8.`);
    }
  }
  nextEnv.loadEnvConfig(folder, dev, { info: say, error: say });
}

/** Next reads a UTF-16 file as UTF-8, finds no variables in it, and reports nothing. */
function isUtf16(file: string): boolean {
  const [first, second] = readFileSync(file);
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
