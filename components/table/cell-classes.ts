const stay =
  'group-data-[aside=true]/scroller:sticky group-data-[aside=true]/scroller:z-1 group-data-[aside=true]/scroller:bg-inherit';
const middle = 'content-center align-middle';
const text = `${middle} whitespace-nowrap px-2`;

/**
 * Classes of a row's cells, whole strings: joining them anew for each cell would cost every frame of
 * scrolling. So would cells that are always sticky, each a layer of its own to the browser: they
 * stay only while the table is scrolled sideways. The alignment is there for what it displaces: the
 * browser's own `vertical-align: inherit` keeps it from sharing styles between cells of rows that
 * each have a place of their own, and doubles the time for styles. No cell cuts off what is too long:
 * content that may be does so itself, since each thing that cuts off is painted by itself.
 */
export const cellClasses = {
  left: text,
  right: `${text} text-right tabular-nums`,
  checkbox: `${middle} pl-4 left-0 ${stay}`,
  first: `${text} font-medium left-0 ${stay} group-data-[aside=true]/scroller:border-r`,
  afterCheckbox: `${text} font-medium left-9 ${stay} group-data-[aside=true]/scroller:border-r`,
  card: `${middle} block h-full px-4`,
} as const;
