import { Public } from '@jejak/auth';
import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Response } from 'express';
import { GatewaySettings } from './gateway.settings';
import { readinessOf, type Readiness } from './readiness';
import { welcomePage } from './welcome';
import type { Upstreams } from './upstreams';

export const UPSTREAMS = Symbol('jejak.upstreams');

/** What an installation says of itself to its tools. */
interface About {
  readonly issuer: string;
  readonly services: readonly string[];
}

/** What the gateway answers itself; everything else is passed on. */
@Controller()
@Public()
export class FrontDoorController {
  constructor(
    @Inject(UPSTREAMS) private readonly upstreams: Upstreams,
    private readonly settings: GatewaySettings,
  ) {}

  @Get()
  @ApiExcludeEndpoint()
  @Header('Content-Type', 'text/html; charset=utf-8')
  welcome(): string {
    return welcomePage(this.services(), this.settings.publicUrl !== undefined);
  }

  /** 200 when every service is ready; 503 with what is missing before. */
  @Get('health')
  async health(@Res({ passthrough: true }) response: Response): Promise<Readiness> {
    const readiness = await readinessOf(this.upstreams);
    response.status(readiness.status === 'ready' ? 200 : 503);
    return readiness;
  }

  @Get('.well-known/jejak')
  about(): About {
    return { issuer: this.settings.issuer, services: this.services() };
  }

  private services(): string[] {
    return [...this.upstreams.requests.keys()].sort();
  }
}
