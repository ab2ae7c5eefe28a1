'use client';
import { useState } from 'react';
import { useController, useFormState } from 'react-hook-form';
import type { RulePage, RuleSettings } from '@/lib/contract';
import { SEVERITIES, type RuleId, type Severity } from '@/lib/domain/core';
import { useOverview } from '@/components/shell/use-audits';
import { SEVERITY_WORDS } from '@/components/status/words';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';
import { FieldError } from './fields';
import { FindingsNote, FindingsNow } from './findings-now';

const words = copy.rule;

type RuleRowsProps = {
  rules: readonly RulePage[];
  /** The settings as stored, without what the user has changed. */
  stored: RuleSettings;
};

/** Every rule with its own severities, the one that overrides them, and what it finds now. */
export function RuleRows({ rules, stored }: RuleRowsProps) {
  const overview = useOverview().data;
  const { field: severities } = useController<RuleSettings, 'severityOverrides'>({
    name: 'severityOverrides',
  });
  const { field: reasons } = useController<RuleSettings, 'switchedOff'>({ name: 'switchedOff' });
  const { errors } = useFormState<RuleSettings>({ name: 'switchedOff' });
  // A rule that is enabled again has no reason. If it is disabled once more, its last one is back.
  const [lastReasons, setLastReasons] = useState(reasons.value);
  const enable = (rule: RuleId) => {
    setLastReasons({ ...lastReasons, ...reasons.value });
    reasons.onChange(withEntry(reasons.value, rule, undefined));
  };
  return (
    <>
      <FindingsNote overview={overview} />
      <Table aria-label={copy.form.rules}>
        <Head />
        <tbody>
          {rules.map((rule) => {
            const { id, title } = rule;
            const override = severities.value[id];
            const reason = reasons.value[id];
            const isChanged = override !== undefined || reason !== undefined;
            return (
              <tr key={id}>
                <TableCell className="min-w-52">
                  <TextLink href={`/guides/rules/${id}`}>{title}</TextLink>
                  {isChanged ? <Badge className="ml-2">{words.changed}</Badge> : null}
                  {reason === undefined ? null : (
                    <ReasonField
                      rule={rule}
                      reason={reason}
                      error={errors.switchedOff?.[id]?.message}
                      onChange={(text) => reasons.onChange(withEntry(reasons.value, id, text))}
                    />
                  )}
                </TableCell>
                <TableCell className="text-muted-foreground">
                  {rule.severities.map((severity) => SEVERITY_WORDS[severity]).join(', ')}
                </TableCell>
                <TableCell>
                  <SeveritySelect
                    label={words.severity(title)}
                    value={override}
                    onChange={(severity) =>
                      severities.onChange(withEntry(severities.value, id, severity))
                    }
                  />
                </TableCell>
                <TableCell>
                  <label className="inline-flex size-8 items-center">
                    <Checkbox
                      checked={reason === undefined}
                      aria-label={words.enabledLabel(title)}
                      onChange={({ target }) => {
                        if (target.checked) enable(id);
                        else reasons.onChange(withEntry(reasons.value, id, lastReasons[id] ?? ''));
                      }}
                    />
                  </label>
                </TableCell>
                <TableCell className="text-right tabular-nums">
                  <FindingsNow
                    rule={rule}
                    isDisabled={stored.switchedOff[id] !== undefined}
                    overview={overview}
                  />
                </TableCell>
                <TableCell className="w-20 text-right">
                  {isChanged ? (
                    <Button
                      size="sm"
                      variant="ghost"
                      aria-label={words.resetLabel(title)}
                      onClick={() => {
                        severities.onChange(withEntry(severities.value, id, undefined));
                        if (reason !== undefined) enable(id);
                      }}
                    >
                      {words.reset}
                    </Button>
                  ) : null}
                </TableCell>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </>
  );
}

function Head() {
  return (
    <thead>
      <tr>
        <TableHead>{words.columns.rule}</TableHead>
        <TableHead>{words.columns.byDefault}</TableHead>
        <TableHead>{words.columns.override}</TableHead>
        <TableHead>{words.columns.enabled}</TableHead>
        <TableHead className="text-right">{words.columns.findings}</TableHead>
        <TableHead>
          <span className="sr-only">{words.columns.reset}</span>
        </TableHead>
      </tr>
    </thead>
  );
}

type ReasonFieldProps = {
  rule: RulePage;
  reason: string;
  error: string | undefined;
  onChange: (reason: string) => void;
};

/** Why the rule is disabled. */
function ReasonField({ rule: { id, title }, reason, error, onChange }: ReasonFieldProps) {
  return (
    <div className="my-1">
      <Input
        aria-label={words.reasonLabel(title)}
        placeholder={words.reason}
        value={reason}
        aria-invalid={error !== undefined}
        aria-describedby={`off-${id}`}
        onChange={({ target }) => onChange(target.value)}
      />
      <FieldError id={`off-${id}`}>{error}</FieldError>
    </div>
  );
}

type SeveritySelectProps = {
  label: string;
  value: Severity | undefined;
  onChange: (severity: Severity | undefined) => void;
};

function SeveritySelect({ label, value, onChange }: SeveritySelectProps) {
  return (
    <Select
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(SEVERITIES.find((one) => one === target.value))}
    >
      <option value="">{words.byDefault}</option>
      {SEVERITIES.map((severity) => (
        <option key={severity} value={severity}>
          {SEVERITY_WORDS[severity]}
        </option>
      ))}
    </Select>
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
