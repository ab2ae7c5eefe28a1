/** Joins what to do with a key, and why, to one sentence. Neither ends with a period. */
export function recommendation(action: string, reason: string): string {
  return `${action}: ${reason}.`;
}

/** The reason in a recommendation. Of a sentence without a reason (an old one), the whole sentence. */
export function reasonOf(sentence: string): string {
  const reason = sentence.slice(sentence.indexOf(': ') + 1).trim();
  return (reason.charAt(0).toUpperCase() + reason.slice(1)).replace(/\.$/, '');
}
