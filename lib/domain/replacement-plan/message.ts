import type { Kind, PlanKey } from './plan';
import { count, oneLine, wellFormed } from './text';

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
        : `Your ${count(input.keys.length, 'Braintrust API key')}`,
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
    `Hello${format === MARKDOWN ? escapeMarkdown(greeting) : greeting},`,
    '',
    one
      ? `this is about your Braintrust API key ${describe(keys[0], format)}. ${WHY[kind](one)}`
      : `this is about ${count(keys.length, 'Braintrust API key')} of yours. ${WHY[kind](one)}`,
    ...(one ? [] : ['', ...listKeys(keys, format)]),
    '',
    ...ASK[kind](one, tokenName === null ? null : format.code(oneLine(tokenName, 80))),
    '',
    `${DO_NOT[kind](one)} And please never send ${one ? 'the key itself' : 'a key itself'}.`,
  ].join('\n');
}

function listKeys(keys: readonly PlanKey[], format: Format): string[] {
  const shown = keys.slice(0, MOST_LISTED).map((key) => `${format.bullet}${describe(key, format)}`);
  const rest = keys.length - shown.length;
  return rest > 0 ? [...shown, `${format.bullet}and ${rest.toLocaleString('en-US')} more`] : shown;
}

function describe(key: PlanKey | undefined, format: Format): string {
  if (key === undefined) return '';
  const made = key.created === null ? '' : `, made on ${key.created.slice(0, 10)}`;
  const name = oneLine(key.name, 80);
  const preview = format.code(oneLine(key.preview, 40));
  return name === '' ? `${preview}${made}` : `${format.name(name)} (${preview}${made})`;
}

const it = (one: boolean) => (one ? 'it' : 'them');

const WHY: Record<Kind, (one: boolean) => string> = {
  workload: (one) =>
    `It looks as if a program uses ${it(one)}. A personal key can do everything that you can, and it ends with your account, so we want to move the program to a service token of its own.`,
  person: (one) =>
    `You seem to use ${it(one)} by hand. A key can do everything that you can, and whoever finds it can too; signing in does not have that trouble.`,
  'proxy-client': (one) =>
    `It looks as if a client outside of our own servers uses ${it(one)}, where others can read ${it(one)}. We want to hand out temporary credentials there instead.`,
  leaver: (one) =>
    `As you are leaving, or have left, we are ending ${it(one)} and want to know what will stop.`,
};

const ASK: Record<Kind, (one: boolean, token: string | null) => string[]> = {
  workload: (one, token) => [
    'Could you tell me:',
    `1. What uses ${it(one)}, and where ${one ? 'is it' : 'are they'} stored (CI secret, .env file, Kubernetes secret, hosting settings)?`,
    '2. Which Braintrust projects does it work with, and does it only write, or read too?',
    '3. Who else should know before it is swapped?',
    ...(token === null ? [] : ['', `The new token will be called ${token}.`]),
  ],
  person: () => [
    'Could you:',
    '1. Run `bt login`, which signs you in through the browser.',
    '2. Take the key out of your shell’s settings and .env files.',
    '3. Tell me if anything else uses it, a scheduled script for example.',
  ],
  'proxy-client': () => [
    'Could you tell me:',
    '1. Which client uses it, and how is it released?',
    '2. Which server of ours could hand it temporary credentials?',
    '3. How long does one session need at the most?',
  ],
  leaver: (one) => [
    'Could you tell me:',
    `1. What uses ${it(one)}, and where ${one ? 'is it' : 'are they'} stored?`,
    '2. Who takes that over?',
  ],
};

const DO_NOT: Record<Kind, (one: boolean) => string> = {
  workload: (one) => `Please do not delete ${it(one)} yet: the new token has to work first.`,
  person: (one) => `When that works, we will revoke ${it(one)}.`,
  'proxy-client': (one) => `Please do not delete ${it(one)} yet: the new way has to work first.`,
  leaver: (one) => `Please do not use ${it(one)} any more.`,
};

/** Escapes text so that Markdown, including GitHub's and Slack's, shows it unchanged. */
function escapeMarkdown(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_{}[\]()#+\-.!|~>@]/g, String.raw`\$&`);
}
