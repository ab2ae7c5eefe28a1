/** Remembers whether the sidebar is folded, so that the server draws it as it was left. */
export const FOLD_COOKIE = 'latchkey-sidebar-folded';
