import { api } from '@/lib/server/api';

export const dynamic = 'force-dynamic';
export {
  api as DELETE,
  api as GET,
  api as HEAD,
  api as OPTIONS,
  api as PATCH,
  api as POST,
  api as PUT,
};
