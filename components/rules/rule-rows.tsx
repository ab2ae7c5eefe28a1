'use client';
import { useState, type ReactNode } from 'react';
import { useController, useFormState } from 'react-hook-form';
import type { RulePage, RuleSettings } from '@/lib/contract';
import { SEVERITIES, type RuleId, type Severity } from '@/lib/domain/core';
import { useOverview } from '@/components/shell/use-audits';
import { SEVERITY_WORDS } from '@/components/status/words';
import { useIsNarrow } from '@/components/table/use-is-narrow';
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
  const narrow = useIsNarrow();
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
  const setSeverity = (rule: RuleId, severity: Severity | undefined) =>
    severities.onChange(withEntry(severities.value, rule, severity));
  const setReason = (rule: RuleId, reason: string) =>
    reasons.onChange(withEntry(reasons.value, rule, reason));
  const partsOf = (rule: RulePage): RuleParts => {
    const { id, title } = rule;
    const override = severities.value[id];
    const reason = reasons.value[id];
    const isChanged = override !== undefined || reason !== undefined;
    return {
      title: (
        <>
          <TextLink href={`/guides/rules/${id}`}>{title}</TextLink>
          {isChanged ? <Badge className="ml-2">{words.changed}</Badge> : null}
        </>
      ),
      byDefault: rule.severities.map((severity) => SEVERITY_WORDS[severity]).join(', '),
      override: (
        <SeveritySelect
          label={words.severity(title)}
          value={override}
          onChange={(severity) => setSeverity(id, severity)}
        />
      ),
      enabled: (
        <Checkbox
          checked={reason === undefined}
          aria-label={words.enabledLabel(title)}
          onChange={({ target }) => {
            if (target.checked) enable(id);
            else setReason(id, lastReasons[id] ?? '');
          }}
        />
      ),
      reason:
        reason === undefined ? null : (
          <ReasonField
            rule={rule}
            reason={reason}
            error={errors.switchedOff?.[id]?.message}
            onChange={(text) => setReason(id, text)}
          />
        ),
      findings: (
        <FindingsNow
          rule={rule}
          isDisabled={stored.switchedOff[id] !== undefined}
          overview={overview}
        />
      ),
      reset: isChanged ? (
        <Button
          size="sm"
          variant="ghost"
          aria-label={words.resetLabel(title)}
          onClick={() => {
            setSeverity(id, undefined);
            if (reason !== undefined) enable(id);
          }}
        >
          {words.reset}
        </Button>
      ) : null,
    };
  };
  return (
    <>
      <FindingsNote overview={overview} />
      {narrow ? (
        <ul aria-label={copy.form.rules}>
          {rules.map((rule) => (
            <Card key={rule.id} {...partsOf(rule)} />
          ))}
        </ul>
      ) : (
        <Table aria-label={copy.form.rules}>
          <Head />
          <tbody>
            {rules.map((rule) => (
              <Row key={rule.id} {...partsOf(rule)} />
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}

type RuleParts = Record<
  'title' | 'byDefault' | 'override' | 'enabled' | 'reason' | 'findings' | 'reset',
  ReactNode
>;

function Row({ title, byDefault, override, enabled, reason, findings, reset }: RuleParts) {
  return (
    <tr>
      <TableCell className="min-w-52">
        {title}
        {reason}
      </TableCell>
      <TableCell className="text-muted-foreground">{byDefault}</TableCell>
      <TableCell>{override}</TableCell>
      <TableCell>
        <label className="inline-flex size-8 items-center">{enabled}</label>
      </TableCell>
      <TableCell className="text-right tabular-nums">{findings}</TableCell>
      <TableCell className="w-20 text-right">{reset}</TableCell>
    </tr>
  );
}

/** A rule on a small screen. */
function Card({ title, byDefault, override, enabled, reason, findings, reset }: RuleParts) {
  const { columns } = words;
  return (
    <li className="border-b py-3 text-sm">
      <p className="font-medium">{title}</p>
      <p className="flex flex-wrap justify-between gap-x-3 text-xs text-muted-foreground tabular-nums">
        <span>
          {columns.byDefault}: {byDefault}
        </span>
        <span>
          {columns.findings}: {findings}
        </span>
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-4">
        {override}
        <label className="flex h-8 items-center gap-2">
          {enabled}
          {columns.enabled}
        </label>
        <span className="ml-auto">{reset}</span>
      </div>
      {reason}
    </li>
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

const SEVERITY_OPTIONS = [
  { value: '', label: words.byDefault } as const,
  ...SEVERITIES.map((value) => ({ value, label: SEVERITY_WORDS[value] })),
];

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
      options={SEVERITY_OPTIONS}
      onChange={(chosen) => onChange(chosen === '' ? undefined : chosen)}
    />
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
