import { githubActions, gitlabCi } from './ci';
import { python, typescript } from './code';
import { dockerCompose, envFile, kubernetes, vercel } from './hosting';
import { SNIPPET_IDS, type Snippet, type SnippetId, type SnippetInput } from './types';

export * from './types';

const MAKERS: Record<SnippetId, (input: SnippetInput) => Snippet> = {
  python,
  typescript,
  'env-file': envFile,
  'github-actions': githubActions,
  'gitlab-ci': gitlabCi,
  kubernetes,
  vercel,
  'docker-compose': dockerCompose,
};

/**
 * Returns how to switch to the new token in each place where it may be stored. No snippet contains a secret. An
 * invalid variable name becomes `BRAINTRUST_API_KEY`.
 */
export function swapSnippets(input: SnippetInput): Snippet[] {
  const variable = /^[A-Za-z_][A-Za-z0-9_]*$/.test(input.variable)
    ? input.variable
    : 'BRAINTRUST_API_KEY';
  return SNIPPET_IDS.map((id) => MAKERS[id]({ ...input, variable }));
}
