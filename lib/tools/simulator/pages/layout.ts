import {
  SETTINGS_PAGES,
  settingsUrl,
  type SettingsPage,
} from '@/lib/domain/replacement-plan/deep-links';
import { html, nothing, type Html } from './html';
import { STYLE } from './style';

/** Path of a settings page, as Latchkey links to it. */
export function pathOf(page: SettingsPage): string {
  return settingsUrl('', page);
}

const NAMES: Record<SettingsPage, string> = {
  'api-keys': 'API keys',
  'service-tokens': 'Service tokens',
  groups: 'Permission groups',
  'audit-log': 'Audit log',
  'api-url': 'Data plane',
};

type Content = {
  organization: string;
  /** `null` for a page that doesn't exist. */
  current: SettingsPage | null;
  title: string;
  notice: { kind: 'done' | 'error'; text: string } | null;
  body: Html;
};

/** A complete page. It needs no scripts. */
export function pageOf({ organization, current, title, notice, body }: Content): Html {
  const links = SETTINGS_PAGES.map(
    (page) =>
      html`<a href="${pathOf(page)}" ${page === current ? html` aria-current="page"` : nothing}
        >${NAMES[page]}</a
      >`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>Simulated Braintrust: ${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header>
          <p class="mark">Simulated Braintrust</p>
          <p>
            This page is part of a demo. The organization, its people, and its keys are made up, and
            nothing here reaches Braintrust.
          </p>
        </header>
        <nav aria-label="Settings">${links}</nav>
        <main>
          <p class="quiet"><bdi>${organization}</bdi> · Settings</p>
          <h1>Simulated Braintrust: ${title}</h1>
          ${notice === null ? nothing : html`<p role="${notice.kind === 'done' ? 'status' : 'alert'}" class="${notice.kind}">${notice.text}</p>`}
          ${body}
        </main>
      </body>
    </html> `;
}

/** A form that sends its action to the page it is on. */
export function form(act: string, body: Html): Html {
  return html`<form method="post"><input type="hidden" name="act" value="${act}" />${body}</form>`;
}

export function textField(name: string, label: string): Html {
  return html`<label
    >${label}<input name="${name}" required maxlength="200" autocomplete="off"
  /></label>`;
}

type Choice = { id: string; name: string };

/** A select. `none` is the text of the empty choice. */
export function choice(
  name: string,
  label: string,
  choices: readonly Choice[],
  none: string,
): Html {
  const options = choices.map((each) => html`<option value="${each.id}">${each.name}</option>`);
  return html`<label
    >${label}<select name="${name}">
      <option value="">${none}</option>
      ${options}
    </select></label
  >`;
}

/** A button that asks before it deletes. */
export function confirmed(act: string, { id, what }: { id: string; what: string }): Html {
  return html`<details>
    <summary>Delete…</summary>
    ${form(
      act,
      html`<input type="hidden" name="id" value="${id}" />
        <p>This can’t be undone.</p>
        <button class="danger">Delete <bdi>${what}</bdi></button>`,
    )}
  </details>`;
}
