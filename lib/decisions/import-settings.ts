import type { Organization } from '@/lib/organization';
import type { PolicySettings } from '@/lib/policy';
import { schema, type Store } from '@/lib/store';
import { withoutVersion } from './get-rule-settings';

/** Stores settings of a file, under the file's own version: what is audited next is judged by them. */
export async function importSettings(
  store: Store,
  organization: Organization,
  settings: PolicySettings,
  by: { author: string; at: Date },
): Promise<void> {
  await store.db.insert(schema.ruleSettings).values({
    organizationId: organization.id,
    version: settings.version,
    settings: withoutVersion(settings),
    createdAt: by.at,
    createdBy: by.author,
  });
}
