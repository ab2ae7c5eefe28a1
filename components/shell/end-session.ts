/**
 * Signs out and goes to the sign-in page. After an upgrade of the server, this page's script for signing out
 * may no longer exist. Then the page reloads, and the user can sign out with the new script.
 */
export async function endSession(): Promise<void> {
  const [loaded] = await Promise.allSettled([import('next-auth/react')]);
  if (loaded.status === 'rejected') window.location.reload();
  else await loaded.value.signOut({ callbackUrl: '/sign-in' });
}
