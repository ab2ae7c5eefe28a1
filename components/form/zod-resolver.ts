import { set, type FieldErrors, type FieldValues, type Resolver } from 'react-hook-form';
import type { z } from 'zod';

/**
 * Checks a form by a schema of the contract. An error inside a list belongs to the field that edits the list.
 * `@hookform/resolvers` does the same, with 25 peer dependencies, one of which conflicts with eslint's.
 */
export function zodResolver<Values extends FieldValues>(
  schema: z.ZodType<Values, Values>,
): Resolver<Values> {
  return (values) => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors: FieldErrors<Values> = {};
    // Set in reverse, so that the first error of a field is the one that stays.
    for (const { path, code, message } of parsed.error.issues.toReversed()) {
      const entry = path.findIndex((part) => typeof part === 'number');
      const field = entry === -1 ? path : path.slice(0, entry);
      set(errors, field.join('.'), { type: code, message });
    }
    return { values: {}, errors };
  };
}
