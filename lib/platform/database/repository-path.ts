import path from 'node:path';

/**
 * The full path of a file of this repository that is read at run time.
 * Every host is started in the top folder; the bundler must neither follow nor copy the file.
 */
export function repositoryPath(relative: string): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), relative);
}
