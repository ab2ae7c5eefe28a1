import { cn } from '@/components/ui/cn';

/** Classes of the first column, which stays when the table is scrolled sideways. */
export const stickyClasses = (afterCheckbox: boolean) =>
  cn('sticky group-data-[aside=true]/scroller:border-r', afterCheckbox ? 'left-9' : 'left-0');
