import type { World } from '../world';
import type { Html } from './html';

/** One of Braintrust's settings pages, simulated. */
export type SimulatedPage = {
  title: string;
  view: (world: World, query: URLSearchParams) => Html;
  /** What the page's forms do, by their field `act`. */
  acts: Readonly<Record<string, Act>>;
};

/** The action of one form. */
export type Act = {
  /** Shown afterwards. */
  done: string;
  /**
   * Changes the organization. Returns what to add to the page's query.
   * *Errors*: throws with a sentence for the visitor.
   */
  run: (world: World, form: URLSearchParams) => Record<string, string>;
};

const LONGEST = 200;

/** The trimmed text of a required field. */
export function required(form: URLSearchParams, field: string, label: string): string {
  const value = (form.get(field) ?? '').trim();
  if (value === '') throw new Error(`${label} is missing. Nothing changed.`);
  if (value.length > LONGEST) throw new Error(`${label} is longer than ${LONGEST} characters.`);
  return value;
}

/** Refuses a name that another record has, so that a form sent twice creates one record. */
export function requireFree(name: string, taken: readonly { name: string }[], kind: string): void {
  if (taken.some((each) => each.name === name)) throw new Error(`A ${kind} has this name already.`);
}
