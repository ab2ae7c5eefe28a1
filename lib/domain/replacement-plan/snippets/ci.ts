import { comment, doubledDollars, githubLiteral, yamlKey, yamlString } from './quote';
import type { Snippet, SnippetInput } from './types';

/** The secret and the workflow that reads it. */
export function githubActions({ variable, tokenName, apiUrl }: SnippetInput): Snippet {
  return {
    id: 'github-actions',
    title: 'GitHub Actions',
    blocks: [
      {
        language: 'bash',
        file: null,
        code: [
          '# Prompts for the value to keep it out of your shell history.',
          `gh secret set ${variable} --repo "$OWNER/$REPOSITORY"`,
          '',
        ].join('\n'),
      },
      {
        language: 'yaml',
        file: '.github/workflows/evals.yml',
        code: [
          'name: evals',
          'on: [push]',
          'jobs:',
          '  evals:',
          '    runs-on: ubuntu-latest',
          '    steps:',
          '      - uses: actions/checkout@v4',
          `      - name: ${yamlString(githubLiteral(`Run with service token ${comment(tokenName)}`))}`,
          '        run: npx braintrust eval',
          '        env:',
          `          ${yamlKey(variable)}: \${{ secrets.${variable} }}`,
          ...urlLine('          ', apiUrl, githubLiteral),
          '',
        ].join('\n'),
      },
    ],
    notes: [
      'Repository secrets override organization secrets, and environment secrets override both. Check whether the name exists more than once.',
      'Workflows triggered from forks don’t receive secrets.',
    ],
  };
}

/** The masked variable and the job that reads it. */
export function gitlabCi({ variable, tokenName, apiUrl }: SnippetInput): Snippet {
  return {
    id: 'gitlab-ci',
    title: 'GitLab CI',
    blocks: [
      {
        language: 'bash',
        file: null,
        code: [
          '# Reads the value from standard input: paste it, then press Ctrl-D.',
          `glab variable set ${variable} --masked --protected`,
          '',
        ].join('\n'),
      },
      {
        language: 'yaml',
        file: '.gitlab-ci.yml',
        code: [
          'evals:',
          '  image: node:24',
          `  # ${variable} comes from Settings, CI/CD, Variables.`,
          '  variables:',
          `    SERVICE_TOKEN_NAME: ${yamlString(doubledDollars(comment(tokenName)))}`,
          ...urlLine('    ', apiUrl, doubledDollars),
          '  script:',
          '    - npx braintrust eval',
          '',
        ].join('\n'),
      },
    ],
    notes: [
      'Protected variables are available on protected branches and tags only.',
      'Project variables override group variables. Check whether the name exists in both.',
    ],
  };
}

const urlLine = (indent: string, apiUrl: string | null, literal: (text: string) => string) =>
  apiUrl === null ? [] : [`${indent}BRAINTRUST_API_URL: ${yamlString(literal(apiUrl))}`];
