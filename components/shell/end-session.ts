/** Signs out on the server and goes to the sign-in page. */
export async function endSession(): Promise<void> {
  const { signOut } = await import('next-auth/react');
  await signOut({ callbackUrl: '/sign-in' });
}
