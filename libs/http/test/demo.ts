import { Public, Requires } from '@jejak/auth';
import { Conflict, RuleViolated } from '@jejak/kernel';
import { Body, Controller, Get, HttpCode, Module, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { CommandContext } from '@jejak/event-store';
import type { Awaited, IncomingUpload, Page } from '../src';
import {
  Context,
  HttpModule,
  Id,
  keyset,
  Measured,
  PageRequest,
  ReadYourWrites,
  registerProblems,
  Upload,
} from '../src';

registerProblems({
  EVALUATION_NOT_OPEN: {
    title: 'Evaluation not open',
    en: 'Only an open evaluation can be rated; this one is {status}.',
    id: 'Hanya evaluasi terbuka yang dapat dinilai; yang ini {status}.',
    next: { en: 'Wait until it is open.', id: 'Tunggu sampai dibuka.' },
  },
});

export class Indicator {
  @IsUUID() readonly indicatorId!: string;
  @IsInt() @Min(0) @Max(100) readonly weight!: number;
}

export class PlanRequest {
  @IsString() @MaxLength(4000) readonly title!: string;
  @IsIn(['BELOW', 'MEETS', 'ABOVE']) readonly rating!: string;
  @IsOptional() @IsInt() readonly year?: number;
  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => Indicator)
  readonly indicators!: Indicator[];
}

class ListRequest extends PageRequest {
  @IsOptional() @IsString() @MaxLength(100) readonly unit?: string;
}

const byName = keyset('employees', { name: 'text', id: 'uuid' });
const ROWS = ['a', 'b', 'c', 'd', 'e'].map((name, at) => ({
  name,
  id: `00000000-0000-7000-8000-00000000000${at}`,
}));

/** Stands for a service: one route of each shape. */
@Controller('v1/plans')
export class PlanController {
  @Post(':id/submit')
  @HttpCode(200)
  @Requires('performance:draft-plan')
  submit(@Id() id: string, @Body() plan: PlanRequest, @Context() context: CommandContext) {
    return { stream: `plan-${id}`, version: 4, events: [], echo: { plan, context } };
  }

  @Post(':id/rate')
  @HttpCode(200)
  @Requires('performance:rate')
  rate(@Id() id: string, @Context() context: CommandContext) {
    return { stream: `plan-${id}`, version: 5, events: [], echo: { context } };
  }

  @Post(':id/refuse/:kind')
  @Requires('performance:draft-plan')
  refuse(@Param('kind') kind: string): never {
    if (kind === 'conflict')
      throw new Conflict('EVALUATION_NOT_OPEN', 'Only an open evaluation can be rated.', {
        params: { status: 'closed' },
        policyRefs: ['perf.result@1'],
      });
    if (kind === 'rule')
      throw new RuleViolated('RULE_VIOLATED', 'A rule does not allow this.', { rule: 'AK', field: 'rating' });
    if (kind === 'unknown-code') throw new RuleViolated('NO_SUCH_TEXT', 'The domain’s own sentence.');
    if (kind === 'database')
      throw Object.assign(new Error('invalid input syntax for type uuid: "canary"'), { code: '22P02' });
    if (kind === 'away')
      throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' });
    throw new TypeError('canary: cannot read properties of undefined');
  }

  @Get()
  @Requires('performance:read')
  list(@Query() { cursor, limit }: ListRequest): Page<(typeof ROWS)[number]> {
    const after = byName.after(cursor);
    const from = after ? ROWS.findIndex(({ id }) => id === after.id) + 1 : 0;
    return byName.page(ROWS.slice(from, from + limit + 1), limit, (row) => row);
  }

  @Get('public')
  @Public()
  open() {
    return { open: true };
  }

  @Get('by-uuid/:id')
  @Public()
  byUuid(@Param('id', ParseUUIDPipe) id: string) {
    return { id };
  }

  @Get('awaited')
  @Public()
  awaited(@ReadYourWrites() awaited: Awaited | undefined) {
    return { awaited: awaited ?? null, version: 9 };
  }

  @Get('export')
  @Requires('performance:read')
  @Measured('export')
  export() {
    return {};
  }

  @Post('import')
  @HttpCode(200)
  @Requires('performance:import-measurements')
  async import(@Upload({ limitBytes: 64 * 1024 }) file: IncomingUpload) {
    let rows = 0;
    for await (const chunk of file.content) rows += String(chunk).split('\n').length - 1;
    return { rows, sha256: file.sha256(), size: file.size() };
  }
}

export const demoModule = (issuer: string, controllers: NewableFunction[] = [PlanController]) => {
  @Module({
    imports: [HttpModule.register({ service: 'performance', issuer })],
    controllers: controllers as never,
  })
  class DemoModule {}
  return DemoModule;
};
