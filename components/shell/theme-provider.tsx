'use client';
import { ThemeProvider as Themes } from 'next-themes';
import type { ReactNode } from 'react';

/** Light, dark or as the system has it; its inline script carries the page's CSP nonce. */
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
