export { evaluate } from './evaluate';
export { defineRule } from './define-rule';
export { RULES } from './rules';
export { DEFAULT_SETTINGS, settingsSchema } from './settings';
export { assessUsedBy, type UsedByContext } from './used-by';
export type * from './types';
