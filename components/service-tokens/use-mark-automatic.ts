'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ruleSettingsQuery, saveRuleSettingsMutation } from '@/lib/client';
import { notify } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { copy } from './copy';

/**
 * Marks a service token as created by a self-hosted data plane for itself, or removes the mark. It is a rule
 * setting, so that later audits know it too.
 */
export function useMarkAutomatic(tokenId: string, automatic: boolean) {
  const { organization } = useShellSession();
  const client = useQueryClient();
  const save = useMutation(saveRuleSettingsMutation(client, organization.id));
  return useMutation({
    mutationFn: async () => {
      const { version, settings } = await client.query(ruleSettingsQuery(organization.id));
      const others = settings.automaticTokens.filter((id) => id !== tokenId);
      await save.mutateAsync({
        based_on: version,
        settings: { ...settings, automaticTokens: automatic ? others : [...others, tokenId] },
      });
    },
    onError: (error) => void notify('error', copy.panel.markFailed, error.message),
  });
}
