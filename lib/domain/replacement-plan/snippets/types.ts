/** Where a secret may be stored. */
export const SNIPPET_IDS = [
  'python',
  'typescript',
  'env-file',
  'github-actions',
  'gitlab-ci',
  'kubernetes',
  'vercel',
  'docker-compose',
] as const;
export type SnippetId = (typeof SNIPPET_IDS)[number];

export type SnippetLanguage = 'python' | 'typescript' | 'dotenv' | 'yaml' | 'bash';

/** One piece of text to copy. `file`: where it belongs. `null`: it is a command. */
export type SnippetBlock = { language: SnippetLanguage; file: string | null; code: string };

/** How to switch to the new token in one place. */
export type Snippet = {
  id: SnippetId;
  title: string;
  blocks: SnippetBlock[];
  /** What is easy to miss there. */
  notes: string[];
};

export type SnippetInput = {
  /** The environment variable that the workload reads: letters, digits, `_`. */
  variable: string;
  /** Names may contain any characters; each snippet quotes them for its language. */
  tokenName: string;
  projectName: string | null;
  /** The data plane's URL. `null`: Braintrust's own in the US. */
  apiUrl: string | null;
};
