'use client';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { RulePage } from '@/lib/contract';
import { ruleSettingsFileUrl, ruleSettingsQuery } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';
import { ErrorPanel } from '@/components/status/error-panel';
import { formatUtc } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { PageBody } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { copy } from './copy';
import { RuleSettingsForm } from './rule-settings-form';

const words = copy.screen;

export function RuleSettingsScreen({ rules }: { rules: readonly RulePage[] }) {
  const { organization } = useShellSession();
  const stored = useQuery({
    ...ruleSettingsQuery(organization.id),
    // A refetch must not replace what the user is typing.
    refetchOnWindowFocus: false,
  });
  const [loads, setLoads] = useState(0);
  return (
    <PageBody className="max-w-200">
      <div>
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="text-xl font-semibold">{words.title}</h1>
          <Button asChild size="sm" className="ml-auto">
            <a href={ruleSettingsFileUrl(organization.id)} download>
              <Download aria-hidden />
              {words.export}
            </a>
          </Button>
        </div>
        {stored.data ? (
          <p className="mt-1 text-sm text-muted-foreground">
            {stored.data.changed_at === null ? (
              words.defaults(stored.data.version)
            ) : (
              <>
                {words.savedBy(stored.data.version, formatUtc(stored.data.changed_at))}
                <SafeText text={stored.data.changed_by ?? words.someone} />.
              </>
            )}{' '}
            {words.hint}
          </p>
        ) : null}
      </div>
      {stored.data ? (
        <RuleSettingsForm
          key={loads}
          rules={rules}
          stored={stored.data}
          onReload={() => void stored.refetch().then(() => setLoads(loads + 1))}
        />
      ) : stored.isError ? (
        <ErrorPanel
          title={words.failed}
          error={stored.error}
          onRetry={() => void stored.refetch()}
        />
      ) : (
        <div role="status" aria-label={words.loading} className="space-y-4">
          {[0, 1, 2, 3].map((line) => (
            <Skeleton key={line} className="h-14" />
          ))}
        </div>
      )}
    </PageBody>
  );
}
