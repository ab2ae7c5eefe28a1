/** A key as the cast describes it, before it becomes a record. */
export type HabitKey = {
  name: string;
  ageDays: number;
  /** Days from now. Negative means already expired; absent means never expires. */
  expiresInDays?: number;
};

/** The group or grant that gives a member their access. */
export type Standing =
  | 'owner'
  | 'platform-lead'
  | 'access-admin'
  | 'engineer'
  | 'viewer'
  | 'owners-in-name'
  | 'search'
  | 'support'
  | 'data'
  | 'none';

/** One person or shared mailbox of the company, with their keys. */
export type Persona = {
  given: string | null;
  family: string | null;
  /** The part of the address before the @. Absent when it is derived from the name. */
  mailbox?: string;
  standing: Standing;
  left?: true;
  keys: readonly HabitKey[];
};

/** The 48 members of Acme. Larger organizations repeat them under other names. */
export const cast: readonly Persona[] = [
  person('Ana', 'Ferreira', 'owner', ['ana-macbook', 412], ['latchkey-audit', 2, 28]),
  person('Ben', 'Okafor', 'engineer', ['ben-laptop', 88], ['eval notebook', 30], ['ci-debug', 61]),
  person('Chiara', 'Lombardi', 'owners-in-name', ['test', 220], ['chiara-thinkpad', 41]),
  person('Daniel', 'Weiss', 'platform-lead'),
  person(
    'Emeka',
    'Nwosu',
    'platform-lead',
    ['prod-ingest-eu', 390],
    ['emeka-macbook', 64],
    ['datadog-export', 301],
    ['voice-agent-ingest', 395],
  ),
  {
    ...person(
      'Fatima',
      'El Amrani',
      'engineer',
      ['prod-ingest', 640],
      ['nightly-eval', 610],
      ['fatima-mbp', 655],
    ),
    left: true,
  },
  mailbox(
    'ci',
    'engineer',
    ['github-actions', 730],
    ['gitlab-ci deploy', 512],
    ['buildkite', 401],
    ['release-bot', 95],
  ),
  mailbox(
    'ml-platform',
    'engineer',
    ['airflow-evals', 455],
    ['feature-store sync', 210],
    ['model-registry', 433],
  ),
  person(
    'Gustav',
    'Lindqvist',
    'engineer',
    ['test', 480],
    ['key1', 455],
    ['asdf', 431],
    ['new key', 300],
    ['test2', 122],
    ['staging', 97],
    ['gustav-dev', 11],
  ),
  person('Haruka', 'Sato', 'search', ['本番サーバー', 280], ['haruka-macbook', 120]),
  person('Inès', 'Marchand', 'data', ['clé de déploiement', 371], ['ines-portable', 60]),
  person(
    'Jonas',
    'Becker',
    'data',
    ['Produktion Import', 540],
    ['jonas-laptop', 19],
    ['Testschlüssel', 158],
  ),
  person('Lucía', 'Hernández', 'support', ['servidor-produccion', 199], ['notebook-lucia', 14]),
  person('Marek', 'Nowak', 'search', ['langsmith-export', 150], ['marek-notebook', 77]),
  person('Priya', 'Raman', 'search', ['langsmith-export', 162], ['priya-macbook', 33, 5]),
  person('Tomás', 'Silva', 'support', ['langsmith-export', 171], ['zendesk-sync', 236]),
  person(
    'Olena',
    'Kovalenko',
    'access-admin',
    ['slack-bot', 260],
    ['olena-laptop', 52, 25],
    ['voice-agent-ingest', 340],
  ),
  person('Sipho', 'Dlamini', 'engineer', ['vercel-preview', 75], ['sipho-desktop', 131]),
  person('Wei', 'Chen', 'data', ['dbt-nightly', 344], ['colab', 203], ['wei-notebook', 26]),
  person('Aoife', 'Murphy', 'engineer', ['playwright e2e', 111], ['aoife-macbook', 8, 82]),
  person(
    'Yusuf',
    'Demir',
    'support',
    ['intercom-webhook', 412],
    ['test', 409],
    ['yusuf-laptop', 40],
  ),
  person('Noor', 'van Dijk', 'data', ['notebook', 58], ['noor-jupyter', 290]),
  person(
    'Mateusz',
    'Zieliński',
    'engineer',
    ['terraform', 422],
    ['k8s-prod', 418],
    ['voice-agent-ingest', 372],
    ['temp', 87],
  ),
  person('Hana', 'Nováková', 'viewer', ['excel-report', 145]),
  person(
    'Kwame',
    'Mensah',
    'engineer',
    ['kwame-mbp', 366],
    ['cron-evals', 222, -14],
    ['grafana', 388],
  ),
  person('Leila', 'Haddad', 'search', ['search-api staging', 184], ['search-api prod', 183]),
  person('Pavel', 'Dvořák', 'engineer', ['pavel-laptop', 702], ['old laptop', 760]),
  person(
    'Sofía',
    'Rojas',
    'data',
    ['airbyte', 275],
    ['sofia-notebook', 44],
    ['informe-mensual', 134],
  ),
  person(
    'Minh',
    'Nguyễn',
    'engineer',
    ['minh-dev', 29, 61],
    ['braintrust proxy', 248],
    ['langgraph worker', 52],
  ),
  person('Grace', 'Kimani', 'support', ['key', 390], ['grace-chromebook', 103]),
  mailbox('evals-bot', 'none', ['nightly', 401], ['nightly-2', 166]),
  person('Arjun', 'Patel', 'engineer', ['arjun-macbook', 94], ['my key', 512], ['pre-commit', 47]),
  {
    ...person('Ivan', 'Petrov', 'data', ['backfill', 588], ['prod', 585], ['ivan-notebook', 592]),
    left: true,
  },
  person('Elif', 'Yılmaz', 'search', ['elif-laptop', 17, 73]),
  person('Oliver', 'Smith', 'viewer', ['looker', 333]),
  person(
    'Amara',
    'Okonkwo',
    'engineer',
    ['lambda-ingest', 193],
    ['amara-mbp', 71],
    ['sqs-consumer', 214],
  ),
  person('Nils', 'Johansson', 'engineer', ['nils-macbook', 155], ['abc', 420, -190]),
  person('Zoë', 'Janssens', 'support', ['zoe-laptop', 36]),
  person('Rahul', 'Iyer', 'viewer'),
  person('Maria', 'Papadopoulou', 'viewer'),
  person('Chen', 'Lin', 'none'),
  person('Samuel', 'Levi', 'viewer'),
  person('Anna', 'Kowalska', 'viewer'),
  person('Diego', 'Fuentes', 'support'),
  person('Aisha', 'Bello', 'viewer'),
  person('Lars', 'Hansen', 'none'),
  person('Yuki', 'Tanaka', 'data'),
  { given: null, family: null, mailbox: 'contractor-17', standing: 'none', keys: [] },
];

/** Names of keys that aren't bound to one organization. */
export const unboundNames: ReadonlySet<string> = new Set(['colab', 'k8s-prod', 'pavel-laptop']);

/** Given names for organizations larger than the cast. */
export const givenNames: readonly string[] = words(
  'Ana Ben Chiara Daniel Emeka Fatima Gustav Haruka Inès Jonas Lucía Marek Priya Tomás Olena Sipho Wei Aoife Yusuf Noor Mateusz Hana Kwame Leila Pavel Sofía Minh Grace Arjun Ivan Elif Oliver Amara Nils Zoë Rahul Maria Chen Samuel Anna Diego Aisha Lars Yuki Thandiwe Björn Mei Omar Ayşe Jakub Rosa Kofi Ingrid Dmitri Farah Luca Nia Hugo Siti Ravi',
);

/** Family names for organizations larger than the cast. */
export const familyNames: readonly string[] = words(
  'Ferreira Okafor Lombardi Weiss Nwosu Lindqvist Sato Marchand Becker Hernández Nowak Raman Silva Kovalenko Dlamini Chen Murphy Demir Zieliński Nováková Mensah Haddad Dvořák Rojas Nguyễn Kimani Patel Petrov Yılmaz Smith Okonkwo Johansson Janssens Iyer Papadopoulou Lin Levi Kowalska Fuentes Bello Hansen Tanaka Moreau Schmidt Rossi García Kim Park Ali Khan Andersen Virtanen Horvat Popescu Cohen Ndlovu Santos Costa Wong Suzuki',
);

type Key = readonly [name: string, ageDays: number, expiresInDays?: number];

function person(given: string, family: string, standing: Standing, ...keys: Key[]): Persona {
  return { given, family, standing, keys: keys.map(habitKey) };
}

function mailbox(name: string, standing: Standing, ...keys: Key[]): Persona {
  return { given: null, family: null, mailbox: name, standing, keys: keys.map(habitKey) };
}

function habitKey([name, ageDays, expiresInDays]: Key): HabitKey {
  return { name, ageDays, ...(expiresInDays === undefined ? {} : { expiresInDays }) };
}

function words(text: string): string[] {
  return text.split(' ');
}
