import type { IncomingMessage } from 'node:http';
import type { Role } from '@jejak/kernel';
import type { Permission } from './permissions';

/** Who sent a request, as the issuer vouches. */
export interface Caller {
  /** UUID of the person, or the id of a machine client; `public` where nobody signed in. */
  readonly id: string;
  /** The roles that the issuer gave. Everybody may act as `public` besides. */
  readonly roles: readonly Role[];
  readonly kind: 'person' | 'client' | 'anonymous';
  /** The issuer has checked the person's citizen number (NIK) against the civil register: claim `nik_verified`. Left out: not. */
  readonly nikVerified?: true;
}

/** A caller with the one role under which this request is done. */
export interface ActingCaller extends Caller {
  readonly role: Role;
}

/** Anyone, without login. */
export const ANYONE: ActingCaller = { id: 'public', roles: [], kind: 'anonymous', role: 'public' };

// Kept beside the request, not in it: nothing that parses a request can write here.
const callers = new WeakMap<IncomingMessage, ActingCaller>();

/** For the guard alone: puts down who is asking. */
export const remember = (request: IncomingMessage, caller: ActingCaller): void => {
  callers.set(request, caller);
};

/**
 * Who is asking, as the guard found. @throws Error when no guard ran: a route outside the guard is a defect, and answering
 * for nobody would hide it.
 */
export const callerOf = (request: IncomingMessage): ActingCaller => {
  const caller = callers.get(request);
  if (!caller) throw new Error('No guard has looked at this request.');
  return caller;
};

/** Who is asking, or undefined before the guard has run (access log). */
export const knownCallerOf = (request: IncomingMessage): ActingCaller | undefined => callers.get(request);

const asked = new WeakMap<IncomingMessage, Permission | 'public'>();

/** For the guard alone: puts down what the route of a request asks for. */
export const rememberAccess = (request: IncomingMessage, access: Permission | 'public'): void => {
  asked.set(request, access);
};

/** What the route of a request asks for; undefined where no route was found. Known also of those who were refused. */
export const knownAccessOf = (request: IncomingMessage): Permission | 'public' | undefined =>
  asked.get(request);
