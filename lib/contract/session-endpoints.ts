import { list, type Endpoint } from './endpoint';
import { ownSessionSchema } from './sessions';

export const SESSION_ENDPOINTS = [
  {
    id: 'listSessions',
    method: 'GET',
    path: '/api/v1/organization/{org_id}/sessions',
    summary: 'List your active sessions',
    status: 200,
    sessionOnly: true,
    response: list(ownSessionSchema),
  },
  {
    id: 'endSessions',
    method: 'DELETE',
    path: '/api/v1/organization/{org_id}/sessions',
    summary: 'End all your sessions, including this one',
    status: 204,
    sessionOnly: true,
  },
  {
    id: 'endSession',
    method: 'DELETE',
    path: '/api/v1/organization/{org_id}/sessions/{session_id}',
    summary: 'End one of your sessions',
    status: 204,
    sessionOnly: true,
  },
] as const satisfies readonly Endpoint[];
