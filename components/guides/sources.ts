const DOCS = 'https://www.braintrust.dev/docs';

/** The pages that guides cite, by the id that a step gives as its `source`. */
export const SOURCES = {
  'scoped-access': {
    title: 'Braintrust: project-scoped access with service tokens',
    url: `${DOCS}/kb/project-scoped-access-with-service-tokens`,
  },
  'no-keys-by-key': {
    title: 'Braintrust: API keys cannot create API keys',
    url: `${DOCS}/kb/api-keys-cannot-create-api-keys-via-impersonation`,
  },
  'key-auditing': {
    title: 'Braintrust: list all keys of an organization',
    url: `${DOCS}/kb/org-wide-api-key-auditing-is-ui-only`,
  },
  'log-permissions': {
    title: 'Braintrust: permissions for writing logs',
    url: `${DOCS}/kb/service-token-permissions-for-log-ingestion`,
  },
  'service-tokens': {
    title: 'Braintrust: service tokens',
    url: `${DOCS}/admin/organizations#create-service-tokens`,
  },
  'access-control': {
    title: 'Braintrust: access control',
    url: `${DOCS}/admin/access-control`,
  },
  'manage-permissions': {
    title: 'Braintrust: manage permissions',
    url: `${DOCS}/admin/access-control/manage-permissions`,
  },
  authentication: {
    title: 'Braintrust: authentication',
    url: `${DOCS}/admin/authentication`,
  },
  'cli-login': {
    title: 'Braintrust: bt login',
    url: `${DOCS}/reference/cli/login`,
  },
  'temporary-credential': {
    title: 'Braintrust: temporary credentials',
    url: `${DOCS}/api-reference/proxy/create-temporary-credential`,
  },
  'create-service-token': {
    title: 'Braintrust API: create a service token',
    url: `${DOCS}/api-reference/servicetokens/create-service_token`,
  },
  'api-domains': {
    title: 'Braintrust: browser and API addresses',
    url: `${DOCS}/kb/browser-and-api-domains-for-braintrust-orgs`,
  },
  'self-hosting': {
    title: 'Braintrust: self-hosting',
    url: `${DOCS}/admin/self-hosting`,
  },
  'github-secrets': {
    title: 'GitHub CLI: set a secret',
    url: 'https://cli.github.com/manual/gh_secret_set',
  },
  'github-precedence': {
    title: 'GitHub: about secrets',
    url: 'https://docs.github.com/en/actions/security-for-github-actions/security-guides/about-secrets',
  },
  'gitlab-variables': {
    title: 'GitLab: CI/CD variables',
    url: 'https://docs.gitlab.com/ci/variables/',
  },
  'kubernetes-secrets': {
    title: 'Kubernetes: secrets',
    url: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  },
  'vercel-environment': {
    title: 'Vercel: environment variables',
    url: 'https://vercel.com/docs/environment-variables',
  },
  'docker-compose': {
    title: 'Docker: environment variables in Compose',
    url: 'https://docs.docker.com/compose/how-tos/environment-variables/',
  },
  // Latchkey's own behavior, as its screens show it.
  audits: { title: 'Latchkey: audits', url: '/audits' },
  rules: { title: 'Latchkey: rules', url: '/guides/rules' },
  replacements: { title: 'Latchkey: replacement plans', url: '/replacements' },
} as const satisfies Record<string, { title: string; url: string }>;
export type SourceId = keyof typeof SOURCES;
