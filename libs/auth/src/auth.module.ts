import { type Logger, silentLogger } from '@jejak/observability';
import { type DynamicModule, Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, ModuleRef } from '@nestjs/core';
import { CallerGuard } from './caller-guard';
import { assertEveryRouteGuarded } from './routes';
import { TokenVerifier } from './token-verifier';

export interface AuthOptions {
  /** The service's name; its audience is `jejak.<service>`. */
  readonly service: string;
  /** URL of the OpenID issuer. */
  readonly issuer: string;
  readonly logger?: Logger;
}

/** Stops the boot when a route says neither who may use it nor that everyone may. */
@Injectable()
class EveryRouteGuarded implements OnModuleInit {
  constructor(private readonly moduleRef: ModuleRef) {}

  onModuleInit(): void {
    assertEveryRouteGuarded({ get: this.moduleRef.get.bind(this.moduleRef) });
  }
}

/** The global guard of a service. */
@Module({})
export class AuthModule {
  static register({ service, issuer, logger = silentLogger }: AuthOptions): DynamicModule {
    const verifier = new TokenVerifier({ issuer, audience: `jejak.${service}` });
    return {
      module: AuthModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: TokenVerifier, useValue: verifier },
        { provide: APP_GUARD, useValue: new CallerGuard(verifier, logger) },
        EveryRouteGuarded,
      ],
      exports: [TokenVerifier],
    };
  }
}
