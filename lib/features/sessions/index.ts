export { authSecret } from './secret';
export { checkOwner, type OwnerCheck } from './check-owner';
export { createAttemptLimits } from './attempt-limits';
export { plainAddress } from './caller-network';
export { createBearerCheck, type BearerCheck } from './bearer';
export { actorOf, createSessions, labelOf, notSignedIn, type Sessions } from './sessions';
export { endOwnSession, endOwnSessions, listOwnSessions } from './own-sessions';
export { createProveAgain, type ProveAgain } from './prove-again';
export type { Check, Session } from './session-types';
export { createNoteRefusedSignIn, type NoteRefusedSignIn } from './refused-sign-in';
export { createSignIn, toSignInError, type SignInVerb } from './sign-in';
export { tokenOfCookies } from './session-cookie';
export { nextAuthOptions } from './next-auth-options';
export { refuseForeignOrigin, refuseInsecureBind, refuseUnknownHost } from './hosts';
export {
  ADDRESS_HEADER,
  BACKGROUND_HEADER,
  PATH_HEADER,
  sessionCookieName,
} from './request-headers';
