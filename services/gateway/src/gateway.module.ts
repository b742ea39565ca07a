import { HttpModule } from '@jejak/http';
import type { Logger } from '@jejak/observability';
import { type DynamicModule, Module } from '@nestjs/common';
import { FrontDoorController, UPSTREAMS } from './front-door.http';
import { GatewaySettings } from './gateway.settings';
import { LiveStreams } from './live/live-streams';
import { StreamController } from './live/stream.http';
import { SESSION_LOGGER, SessionController } from './session/session.http';
import { Sessions } from './session/sessions';
import { VerifyPageController } from './verify-page.http';

/** One origin for everything. It knows nothing of the domain, and nobody's rights: each service checks the token itself. */
@Module({})
export class GatewayModule {
  /** @param console sessions and live lines of it; without them there is none */
  static of(
    settings: GatewaySettings,
    logger: Logger,
    console?: { readonly sessions: Sessions; readonly streams: LiveStreams },
  ): DynamicModule {
    return {
      module: GatewayModule,
      imports: [HttpModule.register({ service: 'gateway', issuer: settings.issuer, logger })],
      controllers: [
        FrontDoorController,
        VerifyPageController,
        ...(console ? [SessionController, StreamController] : []),
      ],
      providers: [
        { provide: UPSTREAMS, useValue: settings.services() },
        { provide: GatewaySettings, useValue: settings },
        { provide: SESSION_LOGGER, useValue: logger },
        ...(console
          ? [
              { provide: Sessions, useValue: console.sessions },
              { provide: LiveStreams, useValue: console.streams },
            ]
          : []),
      ],
    };
  }
}
