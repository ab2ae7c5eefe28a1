export { createLog, silentLog, type Log, type LogFields } from './log';
export { redact, redactText } from './redact';
