import { shellQuote } from '../shell';
import { comment, doubledDollars, plainName, yamlKey, yamlString } from './quote';
import type { Snippet, SnippetInput } from './types';

const PASTE_HERE = 'paste-the-service-token-here';

export function envFile({ variable, tokenName, apiUrl }: SnippetInput): Snippet {
  return {
    id: 'env-file',
    title: 'Environment file',
    blocks: [
      {
        language: 'dotenv',
        file: '.env',
        code: [
          `# Service token ${comment(tokenName)}`,
          `${variable}=${PASTE_HERE}`,
          ...(apiUrl === null ? [] : [`BRAINTRUST_API_URL=${dotenvValue(apiUrl)}`]),
          '',
        ].join('\n'),
      },
    ],
    notes: [
      'Keep the file out of version control: add .env to .gitignore.',
      'Anyone who can read the file has the token. Set its mode to 600.',
    ],
  };
}

/** The secret, and how a pod reads it. */
export function kubernetes({ variable, tokenName, apiUrl }: SnippetInput): Snippet {
  const name = plainName(tokenName, 'braintrust-token');
  return {
    id: 'kubernetes',
    title: 'Kubernetes Secret',
    blocks: [
      {
        language: 'bash',
        file: null,
        code: [
          '# Prompts for the token to keep it out of files and your shell history.',
          `read -rsp 'Service token: ' TOKEN && printf %s "$TOKEN" | kubectl create secret generic ${name} \\`,
          `  --from-file=${variable}=/dev/stdin --dry-run=client -o yaml | kubectl apply -f -`,
          `kubectl annotate secret ${name} --overwrite ${shellQuote(`latchkey/service-token=${comment(tokenName)}`)}`,
          'kubectl rollout restart "deployment/$DEPLOYMENT"',
          '',
        ].join('\n'),
      },
      {
        language: 'yaml',
        file: 'secret.yaml',
        code: [
          'apiVersion: v1',
          'kind: Secret',
          'metadata:',
          `  name: ${yamlString(name)}`,
          '  annotations:',
          `    latchkey/service-token: ${yamlString(comment(tokenName))}`,
          'type: Opaque',
          'stringData:',
          `  ${yamlKey(variable)}: ${PASTE_HERE}`,
          '',
        ].join('\n'),
      },
      {
        language: 'yaml',
        file: 'deployment.yaml, in the container',
        code: [
          'env:',
          `  - name: ${yamlKey(variable)}`,
          '    valueFrom:',
          '      secretKeyRef:',
          `        name: ${yamlString(name)}`,
          `        key: ${yamlKey(variable)}`,
          ...(apiUrl === null
            ? []
            : [
                '  - name: BRAINTRUST_API_URL',
                `    value: ${yamlString(apiUrl.replaceAll('$', '$$$$'))}`,
              ]),
          '',
        ].join('\n'),
      },
    ],
    notes: [
      'Pods read their environment at startup. Without the restart, they keep using the old key.',
      'Don’t commit secret.yaml with the token in it. The command above needs no file.',
    ],
  };
}

export function vercel({ variable, tokenName, apiUrl }: SnippetInput): Snippet {
  return {
    id: 'vercel',
    title: 'Vercel',
    blocks: [
      {
        language: 'bash',
        file: null,
        code: [
          `# Service token ${comment(tokenName)}: the second command prompts for it.`,
          `vercel env rm ${variable} production`,
          `vercel env add ${variable} production --sensitive`,
          ...(apiUrl === null
            ? []
            : [`printf %s ${shellQuote(apiUrl)} | vercel env add BRAINTRUST_API_URL production`]),
          'vercel redeploy "$DEPLOYMENT_URL"',
          '',
        ].join('\n'),
      },
    ],
    notes: [
      'Preview and development have their own values. Update them too.',
      'Deployments keep the values they were built with, so redeploy.',
    ],
  };
}

/** Compose reads the token from the shell or from an .env file next to it. */
export function dockerCompose({ variable, tokenName, apiUrl }: SnippetInput): Snippet {
  return {
    id: 'docker-compose',
    title: 'Docker Compose',
    blocks: [
      {
        language: 'yaml',
        file: 'compose.yaml',
        code: [
          'services:',
          '  app:',
          '    image: my-app',
          '    environment:',
          `      ${yamlKey(variable)}: \${${variable}:?put the service token in .env}`,
          ...(apiUrl === null
            ? []
            : [`      BRAINTRUST_API_URL: ${yamlString(doubledDollars(apiUrl))}`]),
          '    labels:',
          `      latchkey.service-token: ${yamlString(doubledDollars(comment(tokenName)))}`,
          '',
        ].join('\n'),
      },
      { language: 'bash', file: null, code: 'docker compose up -d --force-recreate app\n' },
    ],
    notes: [
      'Containers keep the environment they were created with. Recreate them; a restart isn’t enough.',
      'docker inspect shows the environment to anyone who can use the Docker socket.',
    ],
  };
}

/** A value that all common .env readers take literally. */
function dotenvValue(text: string): string {
  const line = text.replaceAll(/\p{C}/gu, '');
  return /^[\w\-./:@%+,]*$/.test(line) ? line : `'${line.replaceAll("'", '%27')}'`;
}
