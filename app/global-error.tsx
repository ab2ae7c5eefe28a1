'use client';

/** The last resort: the layout itself failed, so nothing of it can be used. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: 'system-ui, sans-serif', margin: '15vh auto', maxWidth: '60ch' }}>
        <h1 style={{ fontSize: 20 }}>Latchkey could not be shown</h1>
        <p>Nothing was changed in Braintrust and nothing that was stored is lost.</p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
