import path from 'node:path';

/**
 * Returns the full path of a repository file that is read at run time. Latchkey must be started in the top
 * folder. The bundler must neither follow nor copy the file.
 */
export function repositoryPath(relative: string): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), relative);
}
