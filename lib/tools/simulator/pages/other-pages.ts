import { html } from './html';
import type { SimulatedPage } from './simulated-page';

/** The simulator keeps no audit log, and says so. */
export const auditLogPage: SimulatedPage = {
  title: 'Audit log',
  view: () =>
    html`<p>
      The simulation has no audit log. In Braintrust, this page shows who did what in the
      organization.
    </p>`,
  acts: {},
};

/** Shows the URL of the API. */
export const dataPlanePage: SimulatedPage = {
  title: 'Data plane',
  view: ({ apiUrl }) => html`<p>API URL: <code>${apiUrl}</code></p>`,
  acts: {},
};
