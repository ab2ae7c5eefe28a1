/** The columns of the board, from left to right. */
export const STAGES = [
  'not-started',
  'waiting-for-holder',
  'preparing',
  'both-keys-live',
  'to-revoke',
  'done',
] as const;
export type Stage = (typeof STAGES)[number];
