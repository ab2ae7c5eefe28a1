'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ruleSettingsQuery, saveRuleSettingsMutation } from '@/lib/client';
import { notify } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';

/**
 * Marks a service token as one that a self-hosted data plane made for itself, or takes the mark
 * back. It is a setting of the rules, so that later audits know it too.
 */
export function useMarkAutomatic(tokenId: string, automatic: boolean) {
  const { organization } = useShellSession();
  const stored = useQuery(ruleSettingsQuery(organization.id)).data;
  const save = useMutation({
    ...saveRuleSettingsMutation(useQueryClient(), organization.id),
    onError: (error) => void notify('error', 'The mark was not saved.', error.message),
  });
  return {
    ready: stored !== undefined && !save.isPending,
    toggle: () => {
      if (stored === undefined) return;
      const others = stored.settings.automaticTokens.filter((id) => id !== tokenId);
      save.mutate({
        based_on: stored.version,
        settings: {
          ...stored.settings,
          automaticTokens: automatic ? others : [...others, tokenId],
        },
      });
    },
  };
}
