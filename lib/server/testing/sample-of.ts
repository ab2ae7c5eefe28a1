import { z } from 'zod';

type Node = z.core.JSONSchema.BaseSchema;

/** A value that fits the schema, so that a test can corrupt one part of it. */
export function sampleOf(schema: z.ZodType): unknown {
  return sample(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

function sample(node: Node | boolean | undefined): unknown {
  if (typeof node !== 'object') return 'x';
  const [first] = node.anyOf ?? node.oneOf ?? [];
  if (first !== undefined) return sample(first);
  if (node.const !== undefined) return node.const;
  if (node.enum !== undefined) return node.enum[0];
  switch (node.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(node.properties ?? {}).map(([name, part]) => [name, sample(part)]),
      );
    case 'array':
      return [sample(Array.isArray(node.items) ? node.items[0] : node.items)];
    case 'integer':
    case 'number':
      return Math.max(1, node.minimum ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
    case undefined:
      return node.format === 'date-time' ? '2030-01-01T00:00:00Z' : 'x';
  }
}

/** Copies of `value`, each with a different part replaced by `part`. */
export function spoilt(value: unknown, part: unknown): unknown[] {
  const deeper = Array.isArray(value)
    ? value.flatMap((item, index) =>
        spoilt(item, part).map((bad): unknown => value.with(index, bad)),
      )
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, item]) =>
          spoilt(item, part).map((bad) => ({ ...value, [name]: bad })),
        )
      : [];
  return [part, ...deeper];
}
