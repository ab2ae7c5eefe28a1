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
          '# Asks for the value, so that it stands in no shell history.',
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
      'A secret of the repository hides one of the organization, and one of an environment hides both: look whether the name exists twice.',
      'Secrets are not handed to workflows of forks.',
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
      'A protected variable is there on protected branches and tags only.',
      'A variable of the project overrides one of its group: look whether the name exists in both.',
    ],
  };
}

const urlLine = (indent: string, apiUrl: string | null, literal: (text: string) => string) =>
  apiUrl === null ? [] : [`${indent}BRAINTRUST_API_URL: ${yamlString(literal(apiUrl))}`];
