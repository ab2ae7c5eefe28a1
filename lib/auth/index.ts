export type { Actor, Context } from './context';
export { createSealer, SealBrokenError, type Binding, type Sealer } from './sealing';
export { authSecret } from './secret';
export { checkOwner, type CheckOwnerOptions, type OwnerCheck } from './check-owner';
export { createAttemptLimits, type AttemptLimits } from './attempt-limits';
export { createBearerCheck, type BearerCheck } from './bearer';
export {
  actorOf,
  createSessions,
  labelOf,
  notSignedIn,
  SESSION_MS,
  type Sessions,
} from './sessions';
export type { Check, Session } from './session-types';
export { createSignIn, refuseInsecureBind, toSignInError, type SignInVerb } from './sign-in';
export { tokenOfCookies } from './session-cookie';
export { nextAuthOptions } from './next-auth-options';
export { refuseForeignOrigin, refuseUnknownHost } from './hosts';
export { ADDRESS_HEADER, PATH_HEADER, sessionCookieName } from './request-headers';
