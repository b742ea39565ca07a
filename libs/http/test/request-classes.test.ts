import { Public } from '@jejak/auth';
import { describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, ParseArrayPipe, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { createHttpApplication } from '../src';
import { demoModule, PlanController } from './demo';

class Item {
  @IsString() readonly note!: string;
}

class Loose {
  @IsString() readonly text!: string;
  @IsString({ each: true }) readonly tags!: string[];
  @IsArray() @ValidateNested({ each: true }) readonly untyped!: Item[];
  @ValidateNested({ each: true }) @Type(() => Item) readonly typed!: Item[];
  @IsString() @MaxLength(10) readonly short!: string;
  @IsUUID() readonly id!: string;
  @IsIn(['A']) readonly word!: string;
}

@Controller('v1/loose')
@Public()
class LooseController {
  @Post('class')
  takesClass(@Body() _: Loose) {}

  @Post('interface')
  takesInterface(@Body() _: Record<string, unknown>) {}

  @Post('union')
  takesUnion(@Body() _: Loose | Item) {}

  @Post('list')
  takesList(@Body() _: Item[]) {}

  @Post('piped')
  takesPiped(@Body(new ParseArrayPipe({ items: Item })) _: Item[]) {}

  @Post('member')
  takesMember(@Body('a') _: string) {}

  @Get('query')
  query(@Query() _: Item) {}
}

describe('a request that would not be checked', () => {
  it('stops the boot, and each is named', async () => {
    const boot = createHttpApplication(demoModule('http://127.0.0.1:9', [LooseController]), {
      service: 'performance',
    });
    const { message } = await boot.then(
      () => new Error('It came up.'),
      (error: unknown) => error as Error,
    );
    expect(message.replace('These requests would not be checked: ', '').split('; ')).toEqual([
      'Loose.text is a text without @MaxLength',
      'Loose.tags is a text without @MaxLength',
      'Loose.untyped is @ValidateNested without @Type',
      'Item.note is a text without @MaxLength',
      'LooseController.takesInterface takes a body that is no class: Nest would not check it',
      'LooseController.takesUnion takes a body that is no class: Nest would not check it',
      'LooseController.takesList takes a body that is no class: Nest would not check it',
    ]);
  });

  it('is not what the others are', async () => {
    const app = await createHttpApplication(demoModule('http://127.0.0.1:9', [PlanController]), {
      service: 'performance',
    });
    await app.close();
  });
});
