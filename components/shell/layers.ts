/** An overlay that any component can open. */
export type Layer = 'commands' | 'shortcuts';
export const OPEN_EVENT = 'latchkey:open';

const open = (layer: Layer) =>
  window.dispatchEvent(new CustomEvent<Layer>(OPEN_EVENT, { detail: layer }));
export const openCommandMenu = () => open('commands');
export const openShortcuts = () => open('shortcuts');
