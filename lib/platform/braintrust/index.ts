export { createBraintrustClient } from './client';
export type * from './types';
