import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { storeAnswer } from './store-answer';

const KEY = ['replacements', 'o-1', 'one', 'p-1'];

it('a read that began before the change and answers later doesn’t replace its answer', async () => {
  const client = new QueryClient();
  let answerRead: ((state: object) => void) | undefined;
  const read = new Promise<object>((resolve) => (answerRead = resolve));
  const observer = new QueryObserver(client, { queryKey: KEY, queryFn: () => read });
  observer.subscribe(() => undefined);
  expect(client.isFetching()).toBe(1);

  await storeAnswer(client, KEY, { revision: 2 });
  answerRead?.({ revision: 1 });
  await read;
  await vi.waitFor(() => expect(client.isFetching()).toBe(0));
  expect(observer.getCurrentResult().data).toEqual({ revision: 2 });
});

it('leaves reads of other data alone', async () => {
  const client = new QueryClient();
  const other = client.query({ queryKey: [...KEY, 'more'], queryFn: () => ({ rows: 3 }) });
  await storeAnswer(client, KEY, { revision: 2 });
  expect(await other).toEqual({ rows: 3 });
});
