/** The texts of the findings screen. */
export const copy = {
  title: 'Findings',
  intro:
    'What each rule found in the latest audit. Accepted risks aren’t counted. A key can have several findings but has one verdict, so these counts differ from the keys to replace or revoke.',
  partial:
    'The latest audit is partial. Keys of members who couldn’t be audited may have more findings.',
  beforeFirstAudit: (impersonation: string) =>
    `Run an audit to see what each rule finds. ${impersonation}`,
  table: 'Findings by rule',
  columns: {
    rule: 'Rule',
    severities: 'Severities',
    findings: 'Findings',
    controls: 'Controls',
  },
  none: 'None',
  disabled: 'Rule is disabled',
  open: (count: string, rule: string) => `${count}: ${rule}`,
  settings: 'Rule settings',
};
