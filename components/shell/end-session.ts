/**
 * Signs out on the server and goes to the sign-in page. After an upgrade the script for it is gone
 * from the server: then the page reloads, and the next try finds the new one.
 */
export async function endSession(): Promise<void> {
  const [loaded] = await Promise.allSettled([import('next-auth/react')]);
  if (loaded.status === 'rejected') window.location.reload();
  else await loaded.value.signOut({ callbackUrl: '/sign-in' });
}
