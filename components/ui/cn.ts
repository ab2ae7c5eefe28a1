import { clsx, type ClassValue } from 'clsx';
import { createTailwindMerge, validators } from 'tailwind-merge';

const any = [validators.isAny];
/** Class groups for utilities that take any value: `p-4`, `p-[3px]`. */
const scales = (...names: string[]) => Object.fromEntries(names.map((n) => [n, [{ [n]: any }]]));
const sides = (name: string) => ['x', 'y', 't', 'r', 'b', 'l'].map((side) => `${name}${side}`);

/**
 * The utilities that our components override. tailwind-merge's default config covers all of Tailwind and
 * loads on every page. It is three times the size of the rest of the library, so we don't use it.
 */
const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    display: ['block', 'inline-block', 'inline', 'flex', 'inline-flex', 'grid', 'hidden'],
    position: ['static', 'fixed', 'absolute', 'relative', 'sticky'],
    ...scales('p', ...sides('p'), 'm', ...sides('m'), 'gap', 'inset', 'top', 'right', 'bottom'),
    ...scales('left', 'z', 'size', 'w', 'h', 'min-w', 'max-w', 'min-h', 'max-h', 'opacity'),
    ...scales('shadow', 'bg', 'overflow', 'items', 'justify', 'whitespace', 'leading'),
    'font-size': [{ text: ['xs', 'sm', 'base', 'xl'] }],
    'text-align': [{ text: ['left', 'center', 'right'] }],
    'text-color': [{ text: any }],
    'font-family': [{ font: ['sans', 'mono'] }],
    'font-weight': [{ font: ['normal', 'medium', 'semibold'] }],
    rounded: [{ rounded: ['', 'none', 'sm', 'md', 'lg', 'full'] }],
    'rounded-l': [{ 'rounded-l': any }],
    'rounded-r': [{ 'rounded-r': any }],
    'border-w': [{ border: ['', '0', '2'] }],
    ...Object.fromEntries(
      ['t', 'r', 'b', 'l'].map((side) => [`border-${side}`, [{ [`border-${side}`]: ['', '0'] }]]),
    ),
    'border-color': [{ border: any }],
  },
  conflictingClassGroups: {
    p: sides('p'),
    px: ['pr', 'pl'],
    py: ['pt', 'pb'],
    m: sides('m'),
    mx: ['mr', 'ml'],
    my: ['mt', 'mb'],
    inset: ['top', 'right', 'bottom', 'left'],
    size: ['w', 'h'],
    rounded: ['rounded-l', 'rounded-r'],
    'border-w': ['border-t', 'border-r', 'border-b', 'border-l'],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ['*', '**', 'after', 'before', 'first-letter', 'first-line'],
}));

/** Joins class names; if two conflict, the later one wins. */
export function cn(...inputs: ClassValue[]): string {
  return merge(clsx(inputs));
}
