const CIRCLE = 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0z';

/** Lucide's icons on a 24 by 24 grid, with all strokes of an icon joined into one path. */
const PATHS = {
  bot: 'M12 8V4H8M6 8h12a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM2 14h2M20 14h2M15 13v2M9 13v2',
  'circle-alert': `${CIRCLE}M12 8v4M12 16h.01`,
  'circle-check': `${CIRCLE}M16 9l-5.5 5.5L8 12`,
  'circle-dashed':
    'M10.1 2.182a10 10 0 0 1 3.8 0M13.9 21.818a10 10 0 0 1-3.8 0M17.609 3.721a10 10 0 0 1 2.69 2.7M2.182 13.9a10 10 0 0 1 0-3.8M20.279 17.609a10 10 0 0 1-2.7 2.69M21.818 10.1a10 10 0 0 1 0 3.8M3.721 6.391a10 10 0 0 1 2.7-2.69M6.391 20.279a10 10 0 0 1-2.69-2.7',
  'circle-help': `${CIRCLE}M9 9.5a3 2.5 0 0 1 6 0c0 2-2 2-3 3.5M12 17h.01`,
  'circle-slash': `${CIRCLE}M9 15l6-6`,
  'circle-x': `${CIRCLE}M15 9l-6 6M9 9l6 6`,
  loader:
    'M12 2v4M16.2 7.8l2.9-2.9M18 12h4M16.2 16.2l2.9 2.9M12 18v4M4.9 19.1l2.9-2.9M2 12h4M4.9 4.9l2.9 2.9',
  user: 'M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2M8 7a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
} as const;

export type GlyphName = keyof typeof PATHS;

/**
 * An icon for badges, drawn as one path. Badges appear in every table row, and each element in a row is
 * rendered again during scrolling.
 */
export function Glyph({ name, className = '' }: { name: GlyphName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`size-3.5 shrink-0 fill-none stroke-current stroke-2 [stroke-linecap:round] [stroke-linejoin:round] ${className}`}
      aria-hidden
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
