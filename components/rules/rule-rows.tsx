'use client';
import { RULE_IDS, type RuleId } from '@/lib/domain/core';
import { useShellSession } from '@/components/shell/session-context';
import { SEVERITY_WORDS } from '@/components/status/words';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';
import { SEVERITY_CHOICES, type Draft, type FieldErrors, type RuleDraft } from './draft';
import { FieldError } from './fields';

const words = copy.rule;

type RuleRowsProps = {
  rules: Draft['rules'];
  errors: FieldErrors;
  onChange: (rules: Draft['rules']) => void;
};

export function RuleRows({ rules, errors, onChange }: RuleRowsProps) {
  return (
    <ul className="divide-y border-y">
      {RULE_IDS.map((rule) => (
        <RuleRow
          key={rule}
          rule={rule}
          draft={rules[rule]}
          error={errors[`rule:${rule}`]}
          onChange={(draft) => onChange({ ...rules, [rule]: draft })}
        />
      ))}
    </ul>
  );
}

type RuleRowProps = {
  rule: RuleId;
  draft: RuleDraft;
  error: string | undefined;
  onChange: (draft: RuleDraft) => void;
};

function RuleRow({ rule, draft, error, onChange }: RuleRowProps) {
  const { ruleTitles } = useShellSession();
  const title = ruleTitles[rule];
  return (
    <li className="space-y-1.5 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <TextLink href={`/guides/rules/${rule}`} className="min-w-60 flex-1">
          {title}
        </TextLink>
        <Select
          aria-label={words.severity(title)}
          value={draft.severity}
          onChange={(event) => onChange({ ...draft, severity: severityOf(event.target.value) })}
        >
          {SEVERITY_CHOICES.map((severity) => (
            <option key={severity} value={severity}>
              {severity === '' ? words.defaultSeverity : SEVERITY_WORDS[severity]}
            </option>
          ))}
        </Select>
        <label className="flex items-center gap-2">
          <Checkbox
            checked={!draft.off}
            aria-label={words.enabledLabel(title)}
            onChange={(event) => onChange({ ...draft, off: !event.target.checked })}
          />
          {words.enabled}
        </label>
      </div>
      {draft.off ? (
        <div>
          <Input
            aria-label={words.reasonLabel(title)}
            placeholder={words.reason}
            maxLength={500}
            value={draft.reason}
            aria-invalid={error !== undefined}
            aria-describedby={`off-${rule}`}
            onChange={(event) => onChange({ ...draft, reason: event.target.value })}
          />
          <FieldError id={`off-${rule}`}>{error}</FieldError>
        </div>
      ) : null}
    </li>
  );
}

function severityOf(value: string): RuleDraft['severity'] {
  return SEVERITY_CHOICES.find((severity) => severity === value) ?? '';
}
