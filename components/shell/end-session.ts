/**
 * Signs out and goes to the sign-in page. After an upgrade of the server, this page's script for signing out
 * may no longer exist. Then the page reloads, and the user can sign out with the new script.
 */
export async function endSession(): Promise<void> {
  const script = await import('next-auth/react').catch(() => {
    // The script is no longer on the server.
    window.location.reload();
  });
  await script?.signOut({ callbackUrl: '/sign-in' });
}
