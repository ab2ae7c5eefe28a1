import { addKey, addMember, removeMember } from './change-organization';
import type { WrongShape } from './faults';
import { identify, impersonateByHeader, membersByLot, type Principal } from './identify';
import { routes, subjectOf } from './routes';
import { text, type Call, type Reply, type World } from './world';

/** What a request asks with, as far as answers depend on it. */
export type Asked = {
  authorization: string | undefined;
  /** `x-bt-impersonate-user`. */
  impersonate: string | undefined;
};

/** Says who asks and whom the request is about, and notes it in the call. */
export function recognise(world: World, call: Call, asked: Asked): Principal | Reply {
  const caller = identify(world, asked.authorization);
  if (caller === undefined) return text(401, 'Invalid API key');
  const { impersonate } = asked;
  if (impersonate !== undefined) call.memberId = impersonate;
  const principal =
    impersonate === undefined ? caller : impersonateByHeader(world, caller, impersonate, call);
  if ('status' in principal) return principal;
  const memberId = principal.via === null ? (subjectOf(call) ?? call.memberId) : principal.userId;
  call.memberId = memberId;
  call.memberEmail = world.directory.current.userById.get(memberId ?? '')?.email ?? null;
  return principal;
}

/** The answer as the route gives it. */
export function answer(world: World, call: Call, principal: Principal): Reply {
  const handler = routes.get(call.template);
  if (handler === undefined) return text(404, 'Not found');
  const reply = handler(world, call, principal);
  if (world.faults.rosterChange !== null) changeRoster(world);
  return distorted(world, call, reply);
}

function distorted({ faults, gate }: World, call: Call, reply: Reply): Reply {
  const { wrongShape } = faults;
  if (wrongShape === null || reply.status !== 200) return reply;
  const kind = typeof wrongShape === 'string' ? wrongShape : gate.pick(wrongShape, call)?.kind;
  return kind === undefined ? reply : shapes[kind];
}

const JSON_TYPE = 'application/json; charset=utf-8';
const shapes: Record<WrongShape, Reply> = {
  html: {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: '<!doctype html><title>Proxy sign-in</title><h1>Please sign in</h1>',
  },
  empty: { status: 200, type: JSON_TYPE, body: '' },
  array: { status: 200, type: JSON_TYPE, body: '[{"unexpected":true}]' },
  object: { status: 200, type: JSON_TYPE, body: '{"unexpected":true}' },
  null: { status: 200, type: JSON_TYPE, body: 'null' },
  text: { status: 200, type: JSON_TYPE, body: 'OK' },
};

/** Lets people leave and join once, when an audit has come far enough. */
function changeRoster(world: World): void {
  const { organization, roster } = world;
  const change = world.faults.rosterChange;
  if (change === null || roster.done === change || !roster.listed) return;
  if (roster.keyLists < (change.afterKeyLists ?? 1)) return;
  roster.done = change;
  const leave = change.leave ?? 0;
  const leavers = typeof leave === 'number' ? membersByLot(world).slice(0, leave) : leave;
  for (const id of leavers) removeMember(organization, id);
  for (let joined = 0; joined < (change.join ?? 0); joined += 1) {
    const { id } = addMember(organization);
    addKey(organization, { user_id: id, name: 'first-key' });
  }
}
