export { createBraintrustClient, DEFAULT_LIMITS } from './client';
export { ALLOWED_CALLS, OPERATION_NAMES, type OperationName } from './allowed-calls';
export type { UnexpectedKind } from './faults';
export type * from './types';
