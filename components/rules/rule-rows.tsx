'use client';
import { useState } from 'react';
import { useController, useFormState } from 'react-hook-form';
import type { RuleSettings } from '@/lib/contract';
import { RULE_IDS, SEVERITIES, type RuleId } from '@/lib/domain/core';
import { useShellSession } from '@/components/shell/session-context';
import { SEVERITY_WORDS } from '@/components/status/words';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';
import { FieldError } from './fields';

const words = copy.rule;

/** The severity of each rule, and which rules are switched off and why. */
export function RuleRows() {
  const { ruleTitles } = useShellSession();
  const { field: severities } = useController<RuleSettings, 'severityOverrides'>({
    name: 'severityOverrides',
  });
  const { field: reasons } = useController<RuleSettings, 'switchedOff'>({ name: 'switchedOff' });
  const { errors } = useFormState<RuleSettings>({ name: 'switchedOff' });
  // A rule that is enabled again has no reason. If it is disabled once more, its last one is back.
  const [lastReasons, setLastReasons] = useState(reasons.value);
  return (
    <ul className="divide-y border-y">
      {RULE_IDS.map((rule) => {
        const title = ruleTitles[rule];
        const reason = reasons.value[rule];
        const error = errors.switchedOff?.[rule]?.message;
        return (
          <li key={rule} className="space-y-1.5 py-2 text-sm">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <TextLink href={`/guides/rules/${rule}`} className="min-w-60 flex-1">
                {title}
              </TextLink>
              <Select
                aria-label={words.severity(title)}
                value={severities.value[rule] ?? ''}
                onChange={({ target }) => {
                  const severity = SEVERITIES.find((one) => one === target.value);
                  severities.onChange(withEntry(severities.value, rule, severity));
                }}
              >
                <option value="">{words.defaultSeverity}</option>
                {SEVERITIES.map((severity) => (
                  <option key={severity} value={severity}>
                    {SEVERITY_WORDS[severity]}
                  </option>
                ))}
              </Select>
              <label className="flex items-center gap-2">
                <Checkbox
                  checked={reason === undefined}
                  aria-label={words.enabledLabel(title)}
                  onChange={({ target }) => {
                    if (target.checked) setLastReasons({ ...lastReasons, ...reasons.value });
                    const back = target.checked ? undefined : (lastReasons[rule] ?? '');
                    reasons.onChange(withEntry(reasons.value, rule, back));
                  }}
                />
                {words.enabled}
              </label>
            </div>
            {reason === undefined ? null : (
              <div>
                <Input
                  aria-label={words.reasonLabel(title)}
                  placeholder={words.reason}
                  value={reason}
                  aria-invalid={error !== undefined}
                  aria-describedby={`off-${rule}`}
                  onChange={({ target }) =>
                    reasons.onChange(withEntry(reasons.value, rule, target.value))
                  }
                />
                <FieldError id={`off-${rule}`}>{error}</FieldError>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Without a value, the entry is removed. */
function withEntry<Value>(
  record: Partial<Record<RuleId, Value>>,
  rule: RuleId,
  value: Value | undefined,
): Partial<Record<RuleId, Value>> {
  const { [rule]: _, ...others } = record;
  return value === undefined ? others : { ...others, [rule]: value };
}
