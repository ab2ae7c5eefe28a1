import { z } from 'zod';
import { fillPath } from '@/lib/contract/route';
import { planSchema } from '@/lib/domain/replacement-plan';
import { expectClean } from '../axe';
import { expect, test, type Latchkey } from '../fixtures';

test.describe.configure({ mode: 'serial' });
test.use({ organizationName: 'plans' });

/** Number of plans. `theirs` of them belong to `holder`. */
const PLANS = 12;
let holder: string;
let theirs: number;

test.beforeAll(async ({ latchkey }) => {
  await latchkey.audit();
  ({ holder, theirs } = await makePlans(latchkey));
});

test('plans are narrowed to one holder without a mouse, and a link shows the same', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/replacements?view=list');
  const rows = page.getByRole('table', { name: 'Replacements' }).getByRole('link');
  await expect(rows).toHaveCount(PLANS);

  const { keyboard } = page;
  await page.getByRole('button', { name: 'Holder', exact: true }).focus();
  await keyboard.press('Enter');
  const choices = page.getByRole('dialog', { name: 'Filter by holder' });
  const choice = choices.getByRole('checkbox', { name: `${holder} ${theirs}` });
  await choice.focus();
  await keyboard.press('Space');
  await expect(choice).toBeChecked();
  await keyboard.press('Escape');
  await expect(rows).toHaveCount(theirs);
  await expect(page.getByText(`${theirs} of ${PLANS} plans`)).toBeVisible();
  await expect(page).toHaveURL(/holder=/);

  await page.reload();
  await expect(rows).toHaveCount(theirs);
  await page.getByRole('button', { name: 'Board' }).click();
  const notStarted = page.getByRole('region', { name: 'Not started' });
  await expect(notStarted.getByRole('listitem')).toHaveCount(theirs);
  await expect(notStarted.getByRole('heading')).toHaveText(`Not started${theirs}`);

  await page.getByRole('button', { name: 'Stage', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('checkbox')).toHaveCount(1);
  await keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(notStarted.getByRole('listitem')).toHaveCount(PLANS);
});

test('on a phone every plan is a card, nothing scrolls sideways, and axe finds nothing', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const view of ['list', 'board']) {
    await page.goto(`/replacements?view=${view}`);
    const plans = page.getByRole('region', { name: 'Not started' }).getByRole('link');
    await expect(plans).toHaveCount(PLANS);
    await expect(page.getByRole('main').getByRole('table')).toHaveCount(0);
    const sideways = await page
      .locator('html, main')
      .evaluateAll((all) => all.some((one) => one.scrollWidth > one.clientWidth));
    expect(sideways, `the ${view} scrolls sideways`).toBe(false);
    await expectClean(page);
  }
});

const keysSchema = z.object({ objects: z.array(z.object({ id: z.string() })) });
const suggestionSchema = z.object({ plan: planSchema });

/** Creates a plan for each of the first keys. Returns the member who holds most of them. */
async function makePlans({ server, simulator }: Latchkey) {
  const call = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(server.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${simulator.keys.owner}`,
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    expect(answer.ok, `${path} answered ${answer.status}`).toBe(true);
    return answer.json();
  };
  const { orgId } = simulator;
  const keys = keysSchema.parse(
    await call(
      `${fillPath('/api/v1/organization/{org_id}/api-keys', { org_id: orgId })}?limit=${PLANS}`,
    ),
  );
  const holders = new Map<string, number>();
  for (const [index, { id }] of keys.objects.entries()) {
    const { plan } = suggestionSchema.parse(
      await call(
        fillPath('/api/v1/organization/{org_id}/replacements/suggest', { org_id: orgId }),
        { key_ids: [id] },
      ),
    );
    const { keys: planned, ...draft } = plan;
    for (const { holder_name, holder_email } of planned) {
      const name = holder_name ?? holder_email ?? '';
      holders.set(name, (holders.get(name) ?? 0) + 1);
    }
    const names = ['group_name', 'account_name', 'token_name'] as const;
    const own = Object.fromEntries(
      names.map((name) => [name, draft[name] === '' ? '' : `${draft[name]}-${index}`]),
    );
    await call(fillPath('/api/v1/organization/{org_id}/replacements', { org_id: orgId }), {
      key_ids: [id],
      plan: { ...draft, ...own },
    });
  }
  const [most] = [...holders].sort(([, one], [, other]) => other - one);
  if (most === undefined) throw new Error('no key has a holder');
  return { holder: most[0], theirs: most[1] };
}
