import { HttpModule } from '@jejak/http';
import type { Logger } from '@jejak/observability';
import { type DynamicModule, Module } from '@nestjs/common';
import { FrontDoorController, UPSTREAMS } from './front-door.http';
import { GatewaySettings } from './gateway.settings';
import { VerifyPageController } from './verify-page.http';

/** One origin for everything. It knows nothing of the domain, and nobody's rights: each service checks the token itself. */
@Module({})
export class GatewayModule {
  static of(settings: GatewaySettings, logger: Logger): DynamicModule {
    return {
      module: GatewayModule,
      imports: [HttpModule.register({ service: 'gateway', issuer: settings.issuer, logger })],
      controllers: [FrontDoorController, VerifyPageController],
      providers: [
        { provide: UPSTREAMS, useValue: settings.services() },
        { provide: GatewaySettings, useValue: settings },
      ],
    };
  }
}
