import { formatDay } from './time';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The value of a piece of evidence as people read it: a day as "Nov 28, 2026". Only a label that ends with
 * "on" makes it a day, so a key name that looks like one stays as it is.
 */
export function evidenceWords({ label, value }: { label: string; value: string }): string {
  return label.endsWith(' on') && DAY.test(value) ? formatDay(value) : value;
}
