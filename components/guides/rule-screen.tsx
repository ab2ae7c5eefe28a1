import type { ReactNode } from 'react';
import type { RulePage } from '@/lib/contract';
import { GUIDES } from '@/lib/domain/guides';
import { GuidePrintHead } from './guide-print-head';
import { PrintButton } from '@/components/ui/print-button';
import { findingsLink } from '@/lib/client/rows-link';
import { SafeText } from '@/components/status/safe-text';
import { SeverityBadge } from '@/components/status/severity-badge';
import { PageBody } from '@/components/ui/section';
import { TextLink, textLinkClasses } from '@/components/ui/text-link';
import { copy } from './copy';

/** One rule: what it checks, why, how it decides, what it can't know, and how to change it. */
export function RuleScreen({ rule }: { rule: RulePage }) {
  return (
    <PageBody className="max-w-220 space-y-6">
      <GuidePrintHead />
      <div>
        <div className="flex items-center justify-between text-sm print:hidden">
          <TextLink href="/guides/rules">{copy.rule.back}</TextLink>
          <PrintButton />
        </div>
        <h1 className="mt-2 text-xl font-semibold">{rule.title}</h1>
        <p className="mt-1 max-w-[70ch] text-base">{rule.description}</p>
        <RuleState rule={rule} />
      </div>
      <Part title={copy.rule.why}>
        <p>{rule.why}</p>
      </Part>
      <Part title={copy.rule.decides}>
        <ul className="list-disc space-y-1 pl-5">
          {rule.decides.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Part>
      {rule.cannotKnow === null ? null : (
        <Part title={copy.rule.limits}>
          <p>{rule.cannotKnow}</p>
        </Part>
      )}
      <Part title={copy.rule.change}>
        <p>
          {rule.adjustable ? copy.rule.changeThresholds : copy.rule.changeSeverity}{' '}
          <TextLink href="/settings/rules">{copy.rule.settings}</TextLink>. {copy.rule.acceptRisk}
        </p>
      </Part>
      {rule.references.length === 0 ? null : (
        <Part title={copy.rule.references}>
          <ul className="space-y-1">
            {rule.references.map(({ name, url }) => (
              <li key={name}>
                {url === null ? (
                  name
                ) : (
                  <a href={url} target="_blank" rel="noreferrer" className={textLinkClasses}>
                    {name}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Guides rule={rule.id} />
      <Rows rule={rule} />
    </PageBody>
  );
}

/** Links to guides for resolving the findings of this rule. */
function Guides({ rule }: { rule: RulePage['id'] }) {
  const guides = GUIDES.filter(({ rules }) => rules.some((one) => one === rule));
  if (guides.length === 0) return null;
  return (
    <Part title={copy.rule.guides}>
      <ul className="space-y-1">
        {guides.map(({ slug, title }) => (
          <li key={slug}>
            <TextLink href={`/guides/${slug}`}>{title}</TextLink>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** A link to the rows with this finding. */
function Rows({ rule: { id, subject } }: { rule: RulePage }) {
  return (
    <p className="text-sm print:hidden">
      <TextLink href={findingsLink(id, subject)}>{copy.rule.rows[subject]}</TextLink>
    </p>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="max-w-[70ch] text-base">
      <h2 className="mb-1 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** The severities that the rule can report, or why it is off. */
export function RuleState({ rule }: { rule: RulePage }) {
  if (rule.switchedOff !== null) {
    return (
      <p className="mt-2 text-sm text-muted-foreground">
        {copy.rule.switchedOff} <SafeText text={rule.switchedOff} />
      </p>
    );
  }
  const severities = rule.severityOverride === null ? rule.severities : [rule.severityOverride];
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
      {severities.map((severity) => (
        <SeverityBadge key={severity} severity={severity} />
      ))}
      {rule.severityOverride === null ? null : (
        <span className="text-sm text-muted-foreground">{copy.rule.severitySet}</span>
      )}
    </p>
  );
}
