export { createLog, silentLog, type Log } from './log';
export { currentRequest, inRequest } from './request-scope';
export { logSecurityEventsTo, securityEvent } from './security-events';
