'use client';
import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';

/** Shows toasts at the bottom right, in the colors of the theme (see `app/globals.css`). */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      toastOptions={{
        className: 'font-sans! text-sm! shadow-xs! has-[[data-close-button]]:pr-10!',
        // Sonner hangs the button off the toast's corner.
        classNames: {
          closeButton: 'top-2! right-2! left-auto! transform-none! border-transparent!',
        },
      }}
    />
  );
}
