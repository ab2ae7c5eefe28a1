/** The texts of the sign-in page. */
export const copy = {
  title: 'Sign in to Latchkey',
  intro:
    'See every member’s API keys in your Braintrust organization and which ones should move to service tokens.',
  introSimulated: 'This is a demo with a simulated organization. No Braintrust account is used.',
  form: {
    key: 'Braintrust API key',
    keyMissing: 'Enter a Braintrust API key.',
    organizations: 'Choose an organization',
    submit: 'Sign in',
    demo: 'Use demo owner key',
  },
  keyUse: {
    title: 'How your key is used',
    owner: 'Requires an organization owner’s key.',
    sentOnlyTo: 'Sent only to',
    stored:
      'Encrypted on this server for up to 8 hours, deleted when you sign out, and never sent back to a browser.',
    impersonation:
      'Audits impersonate each member to list their keys. Latchkey shows the number of members before the first audit.',
    readOnly: 'Audits are read-only. They may appear in Braintrust’s audit log.',
  },
  problems: {
    CredentialsSignin:
      'Braintrust rejected this key. Check that you copied all of it and that it wasn’t revoked.',
    'not-signed-in':
      'Your session has ended. Sessions last up to 8 hours and end after 60 minutes of inactivity. Sign in to continue where you left off.',
    'not-an-owner':
      'Your session has ended because your Braintrust account is no longer an owner of this organization.',
    unreachable:
      'Couldn’t reach the Latchkey server, so the key wasn’t checked. Check that the server is running, then try again.',
    'origin-refused':
      'The request didn’t come from a Latchkey page, so nothing changed. Reload this page and try again.',
    Configuration:
      'Couldn’t sign in because of a server configuration problem. Check the server log.',
  },
  unknownProblem: 'Couldn’t sign in. The server gave no reason. Try again.',
} as const;
