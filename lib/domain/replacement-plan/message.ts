import { formatDay, formatNumber, plural } from '@/lib/domain/core';
import type { Kind, PlanKey } from './plan';
import { oneLine, wellFormed } from './text';

export type Message = { subject: string; text: string; markdown: string };

export type MessageInput = {
  keys: readonly PlanKey[];
  kind: Kind;
  /** `null`: unknown. */
  holderName: string | null;
  /** The new token's name. `null`: no token replaces the key. */
  tokenName: string | null;
};

/** A message lists at most this many keys; the rest is counted. */
const MOST_LISTED = 20;

/** Writes the message that asks holders what uses their keys. */
export function messageToHolder(input: MessageInput): Message {
  return {
    subject: oneLine(
      input.keys.length === 1
        ? `Your Braintrust API key ${oneLine(input.keys[0]?.name ?? '', 60)}`
        : `Your ${plural(input.keys.length, 'Braintrust API key')}`,
    ),
    text: write(input, PLAIN),
    markdown: write(input, MARKDOWN),
  };
}

/** The length of a link that every mail program and browser accepts. *Units*: characters. */
const LONGEST_LINK = 2000;

/** A link that opens a mail to the holder. `whole` is false if the message is too long for a link. */
export function mailLink(
  to: string | null,
  message: Pick<Message, 'subject' | 'text'>,
): { href: string; whole: boolean } {
  const address = encodeURIComponent(oneLine(to ?? '', 320)).replaceAll('%40', '@');
  const link = (body: string) =>
    `mailto:${address}?subject=${encodeURIComponent(oneLine(message.subject))}&body=${encodeURIComponent(
      wellFormed(body).replaceAll(/\r?\n/g, '\r\n'),
    )}`;
  const href = link(message.text);
  if (href.length <= LONGEST_LINK) return { href, whole: true };
  return { href: link('(Paste the message here.)'), whole: false };
}

type Format = { name: (text: string) => string; code: (text: string) => string; bullet: string };

const PLAIN: Format = { name: (text) => `“${text}”`, code: (text) => text, bullet: '- ' };
const MARKDOWN: Format = {
  name: (text) => `**${escapeMarkdown(text)}**`,
  code: (text) => `\`${text.replaceAll('`', 'ˋ')}\``,
  bullet: '- ',
};

function write({ keys, kind, holderName, tokenName }: MessageInput, format: Format): string {
  const one = keys.length === 1;
  const greeting = holderName === null ? '' : ` ${oneLine(holderName, 80)}`;
  return [
    `Hi${format === MARKDOWN ? escapeMarkdown(greeting) : greeting},`,
    '',
    one
      ? `Your Braintrust API key ${describe(keys[0], format)} ${WHY[kind](one)}`
      : `${formatNumber(keys.length)} of your Braintrust API keys ${WHY[kind](one)}`,
    ...(one ? [] : ['', ...listKeys(keys, format)]),
    '',
    ...ASK[kind](one, tokenName === null ? null : format.code(oneLine(tokenName, 80))),
    '',
    `${DO_NOT[kind](one)} Please never share ${one ? 'the key itself' : 'the keys themselves'}.`,
  ].join('\n');
}

function listKeys(keys: readonly PlanKey[], format: Format): string[] {
  const shown = keys.slice(0, MOST_LISTED).map((key) => `${format.bullet}${describe(key, format)}`);
  const rest = keys.length - shown.length;
  return rest > 0 ? [...shown, `${format.bullet}and ${formatNumber(rest)} more`] : shown;
}

function describe(key: PlanKey | undefined, format: Format): string {
  if (key === undefined) return '';
  const made = key.created === null ? '' : `, created ${formatDay(key.created)}`;
  const name = oneLine(key.name, 80);
  const preview = format.code(oneLine(key.preview, 40));
  return name === '' ? `${preview}${made}` : `${format.name(name)} (${preview}${made})`;
}

const it = (one: boolean) => (one ? 'it' : 'them');

const WHY: Record<Kind, (one: boolean) => string> = {
  workload: (one) =>
    `${one ? 'looks like it’s used by a workload' : 'look like they’re used by workloads'}. Personal keys carry all of your access and are tied to your account, so we’re moving workloads to service tokens.`,
  person: (one) =>
    `${one ? 'looks like one that you use yourself' : 'look like ones that you use yourself'}. Anyone who finds a key gets all of your access, so we’re moving people to browser sign-in.`,
  'proxy-client': (one) =>
    `${one ? 'looks like it’s' : 'look like they’re'} used by a client outside our servers, where others can read ${it(one)}. We want to issue temporary credentials there instead.`,
  leaver: (one) =>
    `${one ? 'is' : 'are'} being revoked because you’re leaving or have left. We’d like to know what will stop working.`,
};

const ASK: Record<Kind, (one: boolean, token: string | null) => string[]> = {
  workload: (one, token) => [
    'Could you tell me:',
    `1. What uses ${it(one)}, and where ${one ? 'is it' : 'are they'} stored (CI secret, .env file, Kubernetes secret, hosting settings)?`,
    '2. Which Braintrust projects does the workload use, and does it only write or also read?',
    '3. Who else should know before we switch?',
    ...(token === null ? [] : ['', `The new token will be named ${token}.`]),
  ],
  person: (one) => [
    'Could you:',
    '1. Run `bt login` to sign in through the browser.',
    `2. Remove the ${one ? 'key' : 'keys'} from your shell settings and .env files.`,
    `3. Tell me if anything else uses ${it(one)}, such as a scheduled script.`,
  ],
  'proxy-client': (one) => [
    'Could you tell me:',
    `1. Which client uses ${it(one)}, and how is the client released?`,
    '2. Which of our servers could issue temporary credentials to it?',
    '3. How long does a session last at most?',
  ],
  leaver: (one) => [
    'Could you tell me:',
    `1. What uses ${it(one)}, and where ${one ? 'is it' : 'are they'} stored?`,
    '2. Who will take that over?',
  ],
};

const DO_NOT: Record<Kind, (one: boolean) => string> = {
  workload: (one) => `Please don’t delete ${it(one)} until the new token works.`,
  person: (one) => `Once that works, we’ll revoke ${it(one)}.`,
  'proxy-client': (one) => `Please don’t delete ${it(one)} until the new setup works.`,
  leaver: (one) => `Please don’t use ${it(one)} anymore.`,
};

/** Escapes text so that Markdown, including GitHub's and Slack's, shows it unchanged. */
function escapeMarkdown(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_{}[\]()#+\-.!|~>@]/g, String.raw`\$&`);
}
