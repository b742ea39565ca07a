import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { type Permission, rolesOf } from './permissions';

const PERMISSION = Symbol('jejak.permission');
const PUBLIC = Symbol('jejak.public');

/** The permission that a route, or every route of a controller, asks for; the contract says it too, and who has it. */
export const Requires = (permission: Permission) =>
  applyDecorators(
    SetMetadata(PERMISSION, permission),
    ApiBearerAuth(),
    ApiExtension('x-permission', permission),
    ApiExtension('x-roles', rolesOf(permission)),
  );

/** Open to everyone, signed in or not. A token that is sent must hold all the same. */
export const Public = () => SetMetadata(PUBLIC, true);

/**
 * What a route asks for: the word of the handler, else that of its controller; undefined where neither said anything. Where one
 * says both, the permission stands.
 */
export const accessOf = (handler: object, controller: object): Permission | 'public' | undefined => {
  for (const target of [handler, controller]) {
    const permission = Reflect.getMetadata(PERMISSION, target) as Permission | undefined;
    if (permission !== undefined) return permission;
    if (Reflect.getMetadata(PUBLIC, target) === true) return 'public';
  }
  return undefined;
};
