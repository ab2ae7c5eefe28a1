/** Remembers whether the sidebar is folded, so that the server renders it the same way. */
export const FOLD_COOKIE = 'latchkey-sidebar-folded';
