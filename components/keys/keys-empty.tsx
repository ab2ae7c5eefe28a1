'use client';
import type { Audit } from '@/lib/contract';
import { NoRows } from '@/components/table/no-rows';
import type { ResourceProps } from '@/components/table/resource-definition';
import { isUnderWay } from '@/components/shell/use-audits';
import { coverageWords } from '@/components/status/coverage-words';
import { copy } from './copy-on-demand';

/** Explains an empty table: filters, an audit that has just started, or no keys. */
export function KeysEmpty({ audit, state }: ResourceProps) {
  return <NoRows state={state} {...whyEmpty(audit, state.narrowed)} />;
}

function whyEmpty(audit: Audit, narrowed: boolean) {
  const running = isUnderWay(audit);
  if (narrowed) return copy.empty.filtered(running);
  return running ? copy.empty.running : { title: copy.empty.none, text: nothingFound(audit) };
}

function nothingFound(audit: Audit): string {
  const { audited, total } = audit.members;
  const { missing, whole, why } = coverageWords(audit);
  if (whole) return copy.empty.noneOfAll(total);
  const rest = missing === 0 ? (why ?? '') : copy.empty.missing(missing, total);
  return `${copy.empty.noneOfAudited(audited)} ${rest}`;
}
