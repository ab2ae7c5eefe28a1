'use client';
import { useId, useState } from 'react';
import { RULE_IDS, type RuleId } from '@/lib/domain/core';
import { useShellSession } from '@/components/shell/session-context';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { copy } from './copy';
import { ExceptForm } from './except-form';

const words = copy.accept;

type ExceptKeysDialogProps = {
  /** The selected keys, each with the rules that have findings on it. */
  keys: readonly { id: string; findings: readonly RuleId[] }[];
  onClose: () => void;
  onDone: () => void;
};

/** Accepts the risk of one rule's findings on many keys. */
export function ExceptKeysDialog({ keys, onClose, onDone }: ExceptKeysDialogProps) {
  const { ruleTitles } = useShellSession();
  const rules = RULE_IDS.filter((rule) => keys.some(({ findings }) => findings.includes(rule)));
  const [rule, setRule] = useState(rules[0]);
  const field = useId();
  const found = (one: RuleId) => keys.filter(({ findings }) => findings.includes(one));
  const targets = rule === undefined ? [] : found(rule).map(({ id }) => ({ rule, key_id: id }));
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={words.titleOfKeys(keys.length)}
        description={<p>{rules.length === 0 ? words.noFindings : words.hintOfKeys}</p>}
      >
        {rules.length === 0 ? null : (
          <ExceptForm
            targets={targets}
            onDone={() => {
              onDone();
              onClose();
            }}
          >
            <div className="space-y-1">
              <label htmlFor={field} className="block text-sm">
                {words.finding}
              </label>
              <Select
                id={field}
                className="w-full"
                value={rule}
                options={rules.map((one) => ({
                  value: one,
                  label: words.findingOption(ruleTitles[one], found(one).length),
                }))}
                onChange={setRule}
              />
            </div>
          </ExceptForm>
        )}
      </DialogContent>
    </Dialog>
  );
}
