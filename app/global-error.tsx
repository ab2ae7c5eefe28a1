'use client';

/** Shown if the root layout itself fails, so it can't use styles or components of the layout. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body style={{ fontFamily: 'system-ui, sans-serif', margin: '15vh auto', maxWidth: '60ch' }}>
        <h1 style={{ fontSize: 20 }}>Couldn’t show Latchkey</h1>
        <p>An unexpected error occurred. Try again.</p>
        <button type="button" onClick={() => window.location.reload()}>
          Try again
        </button>
      </body>
    </html>
  );
}
