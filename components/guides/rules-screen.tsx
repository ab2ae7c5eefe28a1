import type { RulePage } from '@/lib/contract';
import { PageBody } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';
import { RuleState } from './rule-screen';

/** All rules, in the order in which they are applied. */
export function RulesScreen({ rules }: { rules: readonly RulePage[] }) {
  return (
    <PageBody className="max-w-220">
      <div>
        <p className="text-sm">
          <TextLink href="/guides">{copy.rules.back}</TextLink>
        </p>
        <h1 className="mt-2 text-xl font-semibold">{copy.rules.title}</h1>
        <p className="mt-1 max-w-[70ch] text-base text-muted-foreground">
          {copy.rules.intro} <TextLink href="/settings/rules">{copy.rules.settings}</TextLink>.
        </p>
      </div>
      <ul className="divide-y border-y">
        {rules.map((rule) => (
          <li key={rule.id} className="py-3">
            <h2 className="text-base font-semibold">
              <TextLink href={`/guides/rules/${rule.id}`}>{rule.title}</TextLink>
            </h2>
            <p className="mt-0.5 max-w-[70ch] text-base text-muted-foreground">
              {rule.description}
            </p>
            <RuleState rule={rule} />
          </li>
        ))}
      </ul>
    </PageBody>
  );
}
