import { toAppError, type ErrorCode } from '@/lib/domain/core';
import { terminalText } from '@/lib/platform/files';

/** Errors that the user can fix by naming an organization. */
const NAME_ONE: readonly ErrorCode[] = ['choose-organization', 'unknown-organization'];

/**
 * The lines that tell a terminal user what went wrong and what to do.
 * Control characters in names from Braintrust are replaced by visible ones.
 */
export function explainError(error: unknown): string[] {
  const { code, message, publicMessage, details } = toAppError(error);
  const lines = publicMessage.split('\n').map(terminalText);
  if (NAME_ONE.includes(code)) lines.push(...howToChoose(details.organizations));
  if (code === 'internal') lines.push(terminalText(message));
  return lines;
}

function howToChoose(organizations: unknown): string[] {
  const names = Array.isArray(organizations) ? organizations.map(String) : [];
  if (names.length === 0) return [];
  return [
    'Set it with --org NAME or BRAINTRUST_ORG_NAME. The key has access to:',
    ...names.map((name) => `  ${terminalText(name)}`),
  ];
}
