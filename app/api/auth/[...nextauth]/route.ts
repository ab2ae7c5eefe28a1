import NextAuth from 'next-auth';
import { authRoute } from '@/lib/server/next-auth';

const route = authRoute((request, context, options): unknown =>
  NextAuth(request, context, options),
);
export { route as DELETE, route as GET, route as PATCH, route as POST, route as PUT };
