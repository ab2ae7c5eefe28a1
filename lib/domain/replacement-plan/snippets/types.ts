/** Where a program's secret may live. */
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

/** One piece of text to copy. `file`: where it belongs, or `null` for a command. */
export type SnippetBlock = { language: SnippetLanguage; file: string | null; code: string };

/** How the secret is swapped in one place. */
export type Snippet = {
  id: SnippetId;
  title: string;
  blocks: SnippetBlock[];
  /** What is easily overlooked there. */
  notes: string[];
};

export type SnippetInput = {
  /** Environment variable that the program reads: letters, digits, `_`. */
  variable: string;
  /** Names may hold anything; each snippet quotes them as its language asks. */
  tokenName: string;
  projectName: string | null;
  /** The data plane where it is not Braintrust's own in the US; else `null`. */
  apiUrl: string | null;
};
