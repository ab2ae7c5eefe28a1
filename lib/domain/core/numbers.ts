const NUMBER = new Intl.NumberFormat('en-US');

/** `1,200`. */
export function formatNumber(value: number): string {
  return NUMBER.format(value);
}

/** `1 key`, `1,200 keys`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
