import { noSuchEndpoint } from '@/lib/server/no-such-endpoint';

export {
  noSuchEndpoint as DELETE,
  noSuchEndpoint as GET,
  noSuchEndpoint as PATCH,
  noSuchEndpoint as POST,
  noSuchEndpoint as PUT,
};
