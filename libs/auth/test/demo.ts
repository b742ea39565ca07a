import { All, Controller, type DynamicModule, Get, Head, Module, Param, Post, Req } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { AuthModule, callerOf, type Permission, PERMISSIONS, Public, Requires } from '../src';

/** A controller with one route for each permission, `GET` and `POST /v1/<permission>`, that answers with who it saw. */
export const everyPermission = (): NewableFunction => {
  class EveryPermission {}
  Controller('v1')(EveryPermission);
  (Object.keys(PERMISSIONS) as Permission[]).forEach((permission, at) => {
    for (const [method, decorate] of [
      ['get', Get],
      ['post', Post],
    ] as const) {
      const name = `${method}${at}`;
      const handler = (request: IncomingMessage) => callerOf(request);
      Object.defineProperty(EveryPermission.prototype, name, {
        value: handler,
        writable: true,
        configurable: true,
      });
      const descriptor = Object.getOwnPropertyDescriptor(
        EveryPermission.prototype,
        name,
      ) as PropertyDescriptor;
      Req()(EveryPermission.prototype, name, 0);
      Reflect.defineMetadata('design:paramtypes', [Object], EveryPermission.prototype, name);
      decorate(permission.replace(':', '/'))(EveryPermission.prototype, name, descriptor);
      Requires(permission)(EveryPermission.prototype, name, descriptor);
    }
  });
  return EveryPermission;
};

@Controller('v1/public')
export class OpenController {
  @Get()
  @Public()
  open(@Req() request: IncomingMessage) {
    return callerOf(request);
  }
}

@Controller('v1/plain')
export class PlainController {
  @Get(':id')
  @Requires('performance:rate')
  read(@Param('id') id: string) {
    return { id };
  }
}

/** The class speaks for all its routes; one of them says something else. */
@Controller('v1/class')
@Requires('policy:draft')
export class GuardedClassController {
  @Get()
  all() {
    return {};
  }

  @Get('open')
  @Requires('policy:read')
  open() {
    return {};
  }

  @Get('public')
  @Public()
  anyone() {
    return {};
  }
}

@Controller('v1/forgotten')
export class ForgottenController {
  @Get('fine')
  @Public()
  fine() {
    return {};
  }

  @Get(['one', 'two'])
  forgotten() {
    return {};
  }

  @Head('head')
  @Public()
  head() {
    return undefined;
  }

  @All('all')
  everything() {
    return {};
  }
}

export const demoModule = (issuer: string, controllers: readonly NewableFunction[]): DynamicModule => {
  class DemoModule {}
  Module({})(DemoModule);
  return {
    module: DemoModule,
    imports: [AuthModule.register({ service: 'performance', issuer })],
    // Nest asks for constructors; these are classes.
    controllers: controllers as unknown as DynamicModule['controllers'],
  };
};
