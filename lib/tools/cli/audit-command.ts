import { AppError, toAppError } from '@/lib/domain/core';
import { parseCommandLineEnv } from '@/lib/platform/config/env';
import type { Shell } from './audit-and-report';
import { EXIT } from './audit-exit';
import { AUDIT_USAGE, parseAuditOptions } from './audit-options';
import { explainError } from './explain-error';

/** Runs one audit without the web server, on an in-memory database. Returns the exit code. */
export async function auditCommand(args: readonly string[], shell: Shell): Promise<number> {
  try {
    return await audit(args, shell);
  } catch (error) {
    for (const line of explainError(error)) shell.stderr.write(`${line}\n`);
    return toAppError(error).code === 'aborted' ? EXIT.aborted : EXIT.wrongUse;
  }
}

async function audit(args: readonly string[], shell: Shell): Promise<number> {
  const options = await parseAuditOptions(args);
  if (options === 'help') {
    shell.stdout.write(AUDIT_USAGE);
    return EXIT.done;
  }
  const settings = parseCommandLineEnv(shell.env());
  if (settings.apiKey === null) {
    throw new AppError(
      'configuration',
      "Set BRAINTRUST_API_KEY to an owner's Braintrust API key. It can't be passed as an argument.",
    );
  }
  // Loaded only now, so that the help and a wrong option are answered immediately.
  const { auditAndReport } = await import('./audit-and-report');
  return auditAndReport({ shell, settings, apiKey: settings.apiKey, options });
}
