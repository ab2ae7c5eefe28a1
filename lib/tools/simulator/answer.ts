import { addKey, addMember, removeMember } from './change-organization';
import type { Faults, WrongShape } from './faults';
import {
  identify,
  impersonateByHeader,
  membersByLot,
  resolveUserId,
  type Principal,
} from './identify';
import { routes, subjectOf } from './routes';
import { absentRoute, text, type Call, type Reply, type World } from './world';

/** The request headers that an answer depends on. */
export type Asked = {
  authorization: string | undefined;
  /** `x-bt-impersonate-user`. */
  impersonate: string | undefined;
};

/** Identifies the caller, or returns a refusal. Records on the call which member the request is about. */
export function recognise(world: World, call: Call, asked: Asked): Principal | Reply {
  const caller = identify(world, asked.authorization);
  if (caller === undefined) return text(401, 'Invalid API key');
  const { impersonate } = asked;
  if (impersonate !== undefined) note(world, call, impersonate);
  const principal =
    impersonate === undefined ? caller : impersonateByHeader(world, caller, impersonate, call);
  if ('status' in principal) return principal;
  const memberId = principal.via === null ? (subjectOf(call) ?? call.memberId) : principal.userId;
  if (memberId !== null) note(world, call, memberId);
  return principal;
}

/** Records on the call which member the request is about. `target` is an ID or an email. */
function note(world: World, call: Call, target: string): void {
  const id = resolveUserId(world, target) ?? target;
  call.memberId = id;
  call.memberEmail = world.directory.current.userById.get(id)?.email ?? null;
}

/** Runs the route's handler, then the faults `rosterChange` and `wrongShape`. */
export function answer(world: World, call: Call, principal: Principal): Reply {
  const handler = routes.get(call.template);
  if (handler === undefined) return absentRoute(world);
  const change = world.faults.rosterChange;
  if (world.roster.of !== change) {
    world.roster = { of: change, listed: false, keyLists: 0, done: false };
  }
  const reply = handler(world, call, principal);
  if (change !== null) changeRoster(world, change);
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

type RosterChange = NonNullable<Faults['rosterChange']>;

/** Makes people leave and join, once, after the audit has read `afterKeyLists` key lists. */
function changeRoster(world: World, change: RosterChange): void {
  const { organization, roster } = world;
  if (roster.done || !roster.listed || roster.keyLists < (change.afterKeyLists ?? 1)) return;
  roster.done = true;
  const leave = change.leave ?? 0;
  const leavers = typeof leave === 'number' ? membersByLot(world).slice(0, leave) : leave;
  for (const who of leavers) removeMember(organization, resolveUserId(world, who) ?? who);
  for (let joined = 0; joined < (change.join ?? 0); joined += 1) {
    const { id } = addMember(organization);
    addKey(organization, { user_id: id, name: 'first-key' });
  }
}
