'use client';
import { ThemeProvider as Themes } from 'next-themes';
import type { ReactNode } from 'react';

/** The theme: light, dark or the system's. Its inline script needs the CSP nonce of the page. */
export function ThemeProvider({
  nonce,
  children,
}: {
  nonce: string | undefined;
  children: ReactNode;
}) {
  return (
    <Themes
      attribute="class"
      defaultTheme="system"
      enableSystem
      enableColorScheme={false}
      disableTransitionOnChange
      {...(nonce ? { nonce } : {})}
    >
      {children}
    </Themes>
  );
}
