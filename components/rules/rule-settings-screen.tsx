'use client';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { ruleSettingsFileUrl, ruleSettingsQuery } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';
import { ErrorPanel } from '@/components/status/error-panel';
import { formatUtc } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { PageBody } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { TextLink } from '@/components/ui/text-link';
import { RuleSettingsForm } from './rule-settings-form';

export function RuleSettingsScreen() {
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
        <p className="text-sm">
          <TextLink href="/settings">Settings</TextLink>
        </p>
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <h1 className="text-xl font-semibold">Rule settings</h1>
          <Button asChild size="sm" className="ml-auto">
            <a href={ruleSettingsFileUrl(organization.id)} download>
              <Download aria-hidden />
              Export settings
            </a>
          </Button>
        </div>
        {stored.data ? (
          <p className="mt-1 text-sm text-muted-foreground">
            Version {stored.data.version}
            {stored.data.changed_at === null ? (
              ': Latchkey’s own settings; nobody changed any.'
            ) : (
              <>
                , saved {formatUtc(stored.data.changed_at)} by{' '}
                <SafeText text={stored.data.changed_by ?? 'somebody'} />.
              </>
            )}{' '}
            A change judges stored audits anew; Braintrust is not asked.
          </p>
        ) : null}
      </div>
      {stored.data ? (
        <RuleSettingsForm
          key={loads}
          stored={stored.data}
          onReload={() => void stored.refetch().then(() => setLoads(loads + 1))}
        />
      ) : stored.isError ? (
        <ErrorPanel
          title="The settings could not be loaded."
          error={stored.error}
          onRetry={() => void stored.refetch()}
        />
      ) : (
        <div role="status" aria-label="Loading" className="space-y-4">
          {[0, 1, 2, 3].map((line) => (
            <Skeleton key={line} className="h-14" />
          ))}
        </div>
      )}
    </PageBody>
  );
}
