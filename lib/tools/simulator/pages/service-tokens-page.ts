import { randomUUID } from 'node:crypto';
import { DAY_MS, formatDay } from '@/lib/domain/core';
import type { OrganizationData } from '../records';
import { createServiceAccount, createServiceToken, deleteServiceToken } from '../settings-page';
import { html, nothing, type Html } from './html';
import { choice, confirmed, form, textField } from './layout';
import { required, requireFree, type SimulatedPage } from './simulated-page';

const MOST_DAYS = 3650;

/** Lists service accounts and their tokens. Shows a new token once. */
export const serviceTokensPage: SimulatedPage = {
  title: 'Service tokens',
  view: (world, query) => {
    const shown = query.get('token');
    return html`${shown === null ? nothing : newToken(takeSecret(world.newTokens, shown))}${lists(world.organization)}`;
  },
  acts: {
    'create-account': {
      done: 'Service account created.',
      run: ({ organization }, given) => {
        const name = required(given, 'name', 'The name');
        requireFree(name, organization.serviceAccounts, 'service account');
        const group = given.get('group') ?? '';
        createServiceAccount(organization, { name, groups: group === '' ? [] : [group] });
        return {};
      },
    },
    'create-token': {
      done: 'Service token created.',
      run: ({ organization, newTokens }, given) => {
        const account = required(given, 'account', 'The service account');
        const name = required(given, 'name', 'The name');
        requireFree(name, organization.serviceTokens, 'service token');
        const expiresAt = expiryOf((given.get('days') ?? '').trim());
        const token = createServiceToken(organization, { name, account, expiresAt });
        const secret = `bt-st-fake-${randomUUID().slice(0, 8)}${token.preview_name.slice(-4)}`;
        const shown = randomUUID();
        newTokens.set(shown, secret);
        return { token: shown };
      },
    },
    'delete-token': {
      done: 'Service token deleted.',
      run: ({ organization }, given) => {
        deleteServiceToken(organization, given.get('id') ?? '');
        return {};
      },
    },
  },
};

function expiryOf(days: string): string | null {
  if (days === '') return null;
  const value = /^\d{1,4}$/.test(days) ? Number(days) : 0;
  if (value >= 1 && value <= MOST_DAYS) return new Date(Date.now() + value * DAY_MS).toISOString();
  throw new Error(`Enter a whole number of days from 1 to ${MOST_DAYS}, or leave it empty.`);
}

/** Returns the token's secret the first time only. */
function takeSecret(newTokens: Map<string, string>, shown: string): string | undefined {
  const secret = newTokens.get(shown);
  newTokens.delete(shown);
  return secret;
}

function newToken(secret: string | undefined): Html {
  if (secret === undefined)
    return html`<p>The new token was shown once and can’t be shown again.</p>`;
  return html`<p class="done">
    The new token, shown this once: <code>${secret}</code><br />It’s fake and opens nothing. With a
    real one, store it in the workload’s secret location now.
  </p>`;
}

function lists(organization: OrganizationData): Html {
  const { serviceAccounts: accounts, serviceTokens: tokens, groups } = organization;
  const alive = groups.filter(({ deleted_at }) => deleted_at === null);
  const groupsOf = (id: string) => alive.filter(({ member_users }) => member_users.includes(id));
  return html` <h2>Create a service account</h2>
    ${form('create-account', html`${textField('name', 'Service account name')}${choice('group', 'Permission group', alive, 'None')}<button>Create service account</button>`)}
    <h2>Create a service token</h2>
    ${form(
      'create-token',
      html`${choice('account', 'Service account', accounts, 'Choose one')}${textField('name', 'Token name')}
        <label
          >Expires after (days)<small>Leave empty for a token that never expires.</small
          ><input name="days" inputmode="numeric" autocomplete="off" /></label
        ><button>Create service token</button>`,
    )}
    <h2>${tokens.length === 1 ? '1 service token' : `${tokens.length} service tokens`}</h2>
    <ul aria-label="Service tokens">
      ${tokens.map(
        (token) =>
          html`<li>
            <p>
              <strong><bdi>${token.name}</bdi></strong> <code>${token.preview_name}</code><br />
              Service account <bdi>${token.service_account_name ?? 'unknown'}</bdi><br />
              <span class="quiet"
                >${token.expires_at === null ? 'Never expires' : `Expires ${formatDay(token.expires_at)}`}</span
              >
            </p>
            ${confirmed('delete-token', { id: token.id, what: token.name })}
          </li>`,
      )}
    </ul>
    <h2>${accounts.length === 1 ? '1 service account' : `${accounts.length} service accounts`}</h2>
    <ul aria-label="Service accounts">
      ${accounts.map((account) => {
        const names = groupsOf(account.id).map(({ name }) => name);
        return html`<li>
          <p>
            <strong><bdi>${account.name}</bdi></strong
            ><br />
            <span class="quiet"
              ><bdi>${names.length === 0 ? 'In no group' : `In ${names.join(', ')}`}</bdi></span
            >
          </p>
        </li>`;
      })}
    </ul>`;
}
