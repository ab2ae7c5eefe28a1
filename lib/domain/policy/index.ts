export { compareEvaluations, summarize } from './compare-evaluations';
export { evaluate } from './evaluate';
export { RULES } from './rules';
export { DEFAULT_SETTINGS, settingsSchema } from './settings';
export { settingsFileSchema, type SettingsFile, type SettingsFileText } from './settings-file';
export { serviceTokenReach } from './token-reach';
export type * from './types';
export { followDecisions, ownWorkloadId } from './workload-decisions';
export { widestAccess } from './workloads';
