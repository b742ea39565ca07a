import { HttpModule } from '@jejak/http';
import type { Logger } from '@jejak/observability';
import { type DynamicModule, Module } from '@nestjs/common';
import { FrontDoorController, UPSTREAMS } from './front-door.http';
import { GatewaySettings } from './gateway.settings';
import { SESSION_LOGGER, SessionController } from './session/session.http';
import { Sessions } from './session/sessions';
import { VerifyPageController } from './verify-page.http';

/** One origin for everything. It knows nothing of the domain, and nobody's rights: each service checks the token itself. */
@Module({})
export class GatewayModule {
  /** @param sessions of the console; without them there is none */
  static of(settings: GatewaySettings, logger: Logger, sessions?: Sessions): DynamicModule {
    return {
      module: GatewayModule,
      imports: [HttpModule.register({ service: 'gateway', issuer: settings.issuer, logger })],
      controllers: [FrontDoorController, VerifyPageController, ...(sessions ? [SessionController] : [])],
      providers: [
        { provide: UPSTREAMS, useValue: settings.services() },
        { provide: GatewaySettings, useValue: settings },
        { provide: SESSION_LOGGER, useValue: logger },
        ...(sessions ? [{ provide: Sessions, useValue: sessions }] : []),
      ],
    };
  }
}
