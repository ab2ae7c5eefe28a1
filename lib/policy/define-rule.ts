import type { Rule } from './types';

/** The given rule, checked by the type checker and frozen, so that nobody changes it later. */
export function defineRule(rule: Rule): Rule {
  return Object.freeze(rule);
}
