import { formatDay, personName } from '@/lib/domain/core';
import { removeKey } from '../change-organization';
import type { ApiKeyRecord } from '../records';
import type { World } from '../world';
import { html, nothing, type Html } from './html';
import { confirmed } from './layout';
import type { SimulatedPage } from './simulated-page';

const MOST_SHOWN = 200;

/** Shows an owner every key, also those of former members. */
export const apiKeysPage: SimulatedPage = {
  title: 'API keys',
  view,
  acts: {
    'delete-key': {
      done: 'Key deleted. Back in Latchkey, the next check confirms that it’s no longer listed.',
      run: (world, form) => {
        const id = form.get('id') ?? '';
        if (signsIn(world, id)) throw new Error('The demo signs in with this key. Keep it.');
        if (removeKey(world.organization, id) === undefined) {
          throw new Error('This key is no longer listed.');
        }
        return {};
      },
    },
  },
};

function view(world: World, query: URLSearchParams): Html {
  const { keys, departedKeys } = world.organization;
  const all = [...keys, ...departedKeys];
  const wanted = (query.get('q') ?? '').trim();
  const found = all.filter((key) => matches(key, wanted.toLowerCase()));
  const shown = found.slice(0, MOST_SHOWN);
  return html` <form method="get" role="search">
      <label
        >Search by name, preview, or holder<input type="search" name="q" value="${wanted}" /></label
      ><button>Search</button>
    </form>
    <h2>${countText(found.length, all.length)}</h2>
    ${shown.length < found.length ? html`<p>The first ${shown.length} are shown. Search to find others.</p>` : nothing}
    <ul aria-label="API keys">
      ${shown.map((key) => item(world, key))}
    </ul>`;
}

function item(world: World, key: ApiKeyRecord): Html {
  const holder = holderOf(key);
  const email = key.user_email ?? '';
  return html`<li>
    <p>
      <strong><bdi>${key.name || 'Unnamed key'}</bdi></strong> <code>${key.preview_name}</code
      ><br />
      <bdi>${holder}</bdi
      >${email === '' || email === holder ? nothing : html` · <bdi>${email}</bdi>`}<br />
      <span class="quiet"
        >Created ${dayOf(key.created)} ·
        ${key.expires_at === null ? 'Never expires' : `Expires ${dayOf(key.expires_at)}`}</span
      >
    </p>
    ${
      signsIn(world, key.id)
        ? html`<span class="quiet">The demo signs in with this key</span>`
        : confirmed('delete-key', { id: key.id, what: `${key.name} (${key.preview_name})` })
    }
  </li>`;
}

function matches(key: ApiKeyRecord, wanted: string): boolean {
  const texts = [key.name, key.preview_name, holderOf(key), key.user_email ?? ''];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

function holderOf({ user_given_name, user_family_name, user_email }: ApiKeyRecord): string {
  return personName(user_given_name, user_family_name) || (user_email ?? 'Unknown holder');
}

const dayOf = (at: string | null) => (at === null ? 'unknown' : formatDay(at));

function countText(found: number, all: number): string {
  if (found < all) return `${found} of ${all} keys`;
  return all === 1 ? '1 key' : `${all} keys`;
}

/** Without this key the demo's owner couldn't sign in any more. */
function signsIn({ credentials }: World, keyId: string): boolean {
  return [...credentials.values()].some((credential) => credential.keyId === keyId);
}
