import type { IncomingMessage, ServerResponse } from 'node:http';
import { Malformed, NotAuthorised, type Role, ROLES } from '@jejak/kernel';
import { type Logger, metrics } from '@jejak/observability';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { type ActingCaller, ANYONE, type Caller, remember, rememberAccess } from './caller';
import { type Permission, rolesOf } from './permissions';
import { accessOf } from './requires';
import { TokenRefused, type TokenVerifier } from './token-verifier';

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

/** What a client may learn of why its token did not hold (RFC 6750 section 3). */
const challenge = (fault: string): string =>
  fault === 'missing' ? 'Bearer realm="jejak"' : 'Bearer realm="jejak", error="invalid_token"';

/**
 * Lets a request through when its caller is signed in and acts under a role that has the route's permission. It stands before
 * every handler as a global guard, so that no spelling of a path or method leads around it, and denies what it does not know.
 */
export class CallerGuard implements CanActivate {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly logger: Logger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Messages from the broker come from our own consumers, which decide for themselves what they do.
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<IncomingMessage>();
    const response = context.switchToHttp().getResponse<ServerResponse>();
    const access = accessOf(context.getHandler(), context.getClass());
    if (access !== undefined) rememberAccess(request, access);
    const permission = access === 'public' ? undefined : access;
    // A route that says nothing was refused at boot; should one ever get here, nobody has its permission.
    const roles = access === 'public' ? undefined : access === undefined ? [] : rolesOf(access);
    const caller = await this.signedIn(request, response, roles === undefined || roles.includes('public'));
    const role = this.actingRole(caller, wantedRole(request), roles, permission);
    remember(request, { ...caller, role } satisfies ActingCaller);
    return true;
  }

  private async signedIn(
    request: IncomingMessage,
    response: ServerResponse,
    optional: boolean,
  ): Promise<Caller> {
    const { authorization } = request.headers;
    if (authorization === undefined && optional) return ANYONE;
    try {
      if (authorization === undefined) throw new TokenRefused('missing');
      const token = BEARER.exec(authorization)?.[1];
      if (token === undefined) throw new TokenRefused('scheme');
      return await this.verifier.verify(token);
    } catch (error) {
      if (error instanceof TokenRefused) {
        response.setHeader('WWW-Authenticate', challenge(error.fault));
        metrics.authFailures.inc({ reason: error.fault });
        this.logger.warn({ sec: true, reason: error.fault, code: error.code }, 'A request was not signed in');
      }
      throw error;
    }
  }

  /** @param roles those that have the permission; undefined on a route that is open to everyone */
  private actingRole(
    caller: Caller,
    wanted: Role | undefined,
    roles: readonly Role[] | undefined,
    permission: Permission | undefined,
  ): Role {
    const held: readonly Role[] = [...caller.roles, 'public'];
    if (wanted !== undefined) {
      if (held.includes(wanted) && (roles === undefined || roles.includes(wanted))) return wanted;
      throw this.denied(permission, wanted);
    }
    if (roles === undefined) return 'public';
    const fitting = caller.roles.filter((role) => role !== 'public' && roles.includes(role));
    if (fitting.length === 1) return fitting[0];
    if (fitting.length > 1)
      throw new Malformed(
        'ACTING_ROLE_REQUIRED',
        'Several of your roles may do this. Name the one you act under in the header X-Acting-Role.',
        { field: 'X-Acting-Role', params: { roles: fitting } },
      );
    if (roles.includes('public')) return 'public';
    throw this.denied(permission, undefined);
  }

  private denied(permission: Permission | undefined, role: Role | undefined): NotAuthorised {
    const label = permission ?? 'none';
    metrics.denied.inc({ permission: label });
    this.logger.warn(
      { sec: true, permission: label, code: 'FORBIDDEN_ROLE', ...(role ? { role } : {}) },
      'A role was refused',
    );
    return new NotAuthorised('FORBIDDEN_ROLE', 'The role you act under may not do this.');
  }
}

const wantedRole = (request: IncomingMessage): Role | undefined => {
  const header = request.headers['x-acting-role'];
  if (header === undefined) return undefined;
  const role = ROLES.find((known) => known === header);
  if (!role)
    throw new Malformed('ACTING_ROLE_UNKNOWN', 'X-Acting-Role names no role that exists here.', {
      field: 'X-Acting-Role',
      params: { roles: ROLES },
    });
  return role;
};
