const stay =
  'group-data-[aside=true]/scroller:sticky group-data-[aside=true]/scroller:z-1 group-data-[aside=true]/scroller:bg-inherit';
const middle = 'content-center align-middle';
const text = `${middle} whitespace-nowrap px-2`;

/**
 * Classes of a row's cells. Three choices keep scrolling fast:
 * - Whole strings, because joining class names per cell would cost time in every frame.
 * - Cells are sticky only while the table is scrolled sideways: each sticky cell becomes a layer of its own.
 * - `align-middle` replaces the browser's default `vertical-align: inherit`. That default prevents sharing of
 *   styles between absolutely positioned rows, which doubles the time for styles.
 *
 * Cells don't clip their content, because each clipping element is painted separately. Content that may be
 * too long truncates itself.
 */
export const cellClasses = {
  left: text,
  right: `${text} text-right tabular-nums`,
  checkbox: `${middle} pl-4 left-0 ${stay}`,
  first: `${middle} whitespace-nowrap pr-2 pl-4 font-medium left-0 ${stay} group-data-[aside=true]/scroller:border-r`,
  afterCheckbox: `${text} font-medium left-9 ${stay} group-data-[aside=true]/scroller:border-r`,
  card: `${middle} block h-full px-4`,
} as const;
