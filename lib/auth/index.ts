export type { Actor, Context } from './context';
export { createSealer, SealBrokenError, type Binding, type Sealer } from './sealing';
export { authSecret } from './secret';
