import { comment, pythonString, typescriptString } from './quote';
import type { Snippet, SnippetInput } from './types';

export function python({ variable, tokenName, projectName, apiUrl }: SnippetInput): Snippet {
  const project = projectName ?? 'my-project';
  const url =
    apiUrl === null ? [] : [`    # api_url: set BRAINTRUST_API_URL to ${comment(apiUrl)}`];
  return {
    id: 'python',
    title: 'Python',
    blocks: [
      {
        language: 'python',
        file: 'app.py',
        code: [
          'import os',
          '',
          'import braintrust',
          '',
          `# ${variable} holds the service token ${comment(tokenName)}.`,
          'logger = braintrust.init_logger(',
          `    project=${pythonString(project)},`,
          `    api_key=os.environ[${pythonString(variable)}],`,
          ...url,
          ')',
          '',
        ].join('\n'),
      },
    ],
    notes: [
      'A service token works wherever an API key did. Only the value of the variable changes.',
      'Processes read their environment at startup, so restart them.',
    ],
  };
}

export function typescript({ variable, tokenName, projectName, apiUrl }: SnippetInput): Snippet {
  const project = projectName ?? 'my-project';
  const url = apiUrl === null ? [] : [`  // Set BRAINTRUST_API_URL to ${comment(apiUrl)}`];
  return {
    id: 'typescript',
    title: 'TypeScript',
    blocks: [
      {
        language: 'typescript',
        file: 'logger.ts',
        code: [
          "import { initLogger } from 'braintrust';",
          '',
          `// ${variable} holds the service token ${comment(tokenName)}.`,
          'export const logger = initLogger({',
          `  projectName: ${typescriptString(project)},`,
          `  apiKey: process.env[${typescriptString(variable)}],`,
          ...url,
          '});',
          '',
        ].join('\n'),
      },
    ],
    notes: [
      'A service token works wherever an API key did. Only the value of the variable changes.',
      'Never put the token in code that a browser loads. Issue temporary credentials there.',
    ],
  };
}
