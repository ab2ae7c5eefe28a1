import type { RuleSettings } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { settingsSchema, type PolicySettings } from '@/lib/domain/policy';

/** Validates settings from outside. *Errors*: `bad-request`, which names the field. */
export function checkSettings(settings: RuleSettings, version: number): PolicySettings {
  // This assignment fails to compile if the contract lacks a setting that the rules know.
  const whole: PolicySettings = { ...settings, version };
  const parsed = settingsSchema.safeParse(whole);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `settings.${issue.path.join('.')}: ${issue.message}`);
  throw new AppError('bad-request', `Invalid settings. ${faults.join('; ')}`);
}
