import { cn } from '@/components/ui/cn';

/**
 * Classes of a cell that stays when the table is scrolled sideways, and only then: each sticky cell
 * is a layer of its own to the browser, which would cost every frame of scrolling down.
 */
export const stayClasses = (left: 'left-0' | 'left-9', last: boolean) =>
  cn(
    'group-data-[aside=true]/scroller:sticky group-data-[aside=true]/scroller:z-1 group-data-[aside=true]/scroller:bg-inherit',
    left,
    last && 'group-data-[aside=true]/scroller:border-r',
  );
