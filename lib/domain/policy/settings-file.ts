import { z } from 'zod';
import {
  EXCEPTION_SCOPES,
  MAX_REASON_CHARS,
  MAX_WORKLOAD_NAME_CHARS,
  RULE_IDS,
  SUBJECT_TYPES,
  USED_BY,
} from '@/lib/domain/core';
import { VISIBLE } from './rule-settings';
import { settingsObject, withDefaults } from './settings';

const MOST_DECISIONS = 200_000;

const id = z.string().min(1).max(200).regex(VISIBLE);
/** The normalized purpose of a key's name is as long as the name. */
const longId = z.string().min(1).max(5_000).regex(VISIBLE);
/** A key's name or a person's label, for display only. */
const label = z.string().max(5_000);
const text = z.string().max(MAX_REASON_CHARS);
const time = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

const exception = z.strictObject({
  rule: z.enum(RULE_IDS),
  scope: z.enum(EXCEPTION_SCOPES),
  /** With scope `holder`, the subject is the member. */
  subject_type: z.enum(SUBJECT_TYPES),
  subject_id: id,
  subject_name: label.optional(),
  reason: text.trim().min(1, { error: 'A reason is required.' }),
  until: time,
  author: label.default('settings file'),
  created_at: time.optional(),
});

const usedBy = z.strictObject({
  key_id: id,
  key_name: label.optional(),
  used_by: z.enum(USED_BY).exclude(['unclear']),
  note: text.default(''),
  author: label.default('settings file'),
  at: time.optional(),
});

const workload = z.strictObject({
  /** The id of a merged workload, or `key:` and the id of a key that was split off. */
  subject: longId,
  subject_name: label.optional(),
  /** The id of the workload that it counts as. */
  workload_id: longId,
  workload: z.string().trim().min(1).max(MAX_WORKLOAD_NAME_CHARS),
  author: label.default('settings file'),
  at: time.optional(),
});

const fileObject = settingsObject.extend({
  exceptions: z.array(exception).max(MOST_DECISIONS).default([]),
  used_by: z.array(usedBy).max(MOST_DECISIONS).default([]),
  workloads: z.array(workload).max(MOST_DECISIONS).default([]),
});

/**
 * The file that the CLI takes with `--settings` and the app exports: settings and the owners' decisions.
 * Missing fields use defaults; unknown fields are rejected.
 */
export const settingsFileSchema = z.preprocess(withDefaults, fileObject);
export type SettingsFile = z.output<typeof fileObject>;
/** A complete settings file as it is written, with times as text. */
export type SettingsFileText = Required<z.input<typeof fileObject>>;
