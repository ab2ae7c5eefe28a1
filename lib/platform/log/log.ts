import { destination, pino, type DestinationStream, type Logger } from 'pino';
import { redact, redactText } from './redact';

/** The fields of a log line besides its message. `error` takes any thrown value, including its causes. */
type LogFields = Record<string, unknown>;

/** Writes JSON lines. Secrets in messages and fields are redacted. */
export interface Log {
  debug: (message: string, fields?: LogFields) => void;
  info: (message: string, fields?: LogFields) => void;
  warn: (message: string, fields?: LogFields) => void;
  error: (message: string, fields?: LogFields) => void;
  /** Writes the line at level `info`, even if the log's own level would omit it. */
  always: (message: string, fields?: LogFields) => void;
  /** Returns the same log with these fields on every line. */
  child: (fields: LogFields) => Log;
}

const STDERR = 2;

/**
 * Creates a log that writes one JSON line per event to stderr.
 * *Shape*: `{time, level, message, …fields}`, `time` in ISO 8601 UTC.
 */
export function createLog(options: { level: string; to?: DestinationStream }): Log {
  const to = options.to ?? destination({ fd: STDERR, sync: true });
  return wrap(
    pino(
      {
        level: options.level,
        base: null,
        messageKey: 'message',
        timestamp: () => `,"time":"${new Date().toISOString()}"`,
        formatters: { level: (label) => ({ level: label }) },
      },
      // Fields are already redacted by name and pattern. Redact the finished line once more.
      { write: (line: string) => to.write(redactText(line)) },
    ),
  );
}

/** A log that discards everything, for tests and for code that runs without a server. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  always: () => undefined,
  child: () => silentLog,
};

function wrap(logger: Logger): Log {
  const unlimited = logger.child({}, { level: 'info' });
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => {
    return (message: string, fields: LogFields = {}) => {
      if (!logger.isLevelEnabled(level)) return;
      logger[level](redact(fields), redactText(message));
    };
  };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    always: (message, fields = {}) => {
      unlimited.info(redact(fields), redactText(message));
    },
    child: (fields) => wrap(logger.child(redact(fields) as LogFields)),
  };
}
