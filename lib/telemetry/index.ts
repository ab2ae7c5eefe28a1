export { createLog, silentLog, type Log } from './log';
export { currentRequest, inRequest, type RequestScope } from './request-scope';
export { logSecurityEventsTo, securityEvent } from './security-events';
