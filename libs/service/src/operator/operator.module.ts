import { type DynamicModule, Module } from '@nestjs/common';
import { OperatorActs } from './acts';
import { Operations } from './operations';
import { OperatorController } from './operator.http';

/** The operator API; every service has it without asking. */
@Module({})
export class OperatorModule {
  static of(operations: Operations): DynamicModule {
    return {
      module: OperatorModule,
      controllers: [OperatorController],
      providers: [{ provide: Operations, useValue: operations }, OperatorActs],
    };
  }
}
