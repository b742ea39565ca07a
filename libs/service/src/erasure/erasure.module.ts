import { type DynamicModule, Module } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { ServiceDefinition } from '../service-definition';
import { ErasureReaction } from './erasure.reaction';
import { NO_TRACES, type PersonalTraces, TRACES } from './personal-traces';

/** Erasure of people; a service has it by naming `erasure`. */
@Module({})
export class ErasureModule {
  static of({ traces }: NonNullable<ServiceDefinition['erasure']>): DynamicModule {
    // Looked for when it is needed: the service's own module comes after this one.
    const ofService = (modules: ModuleRef): PersonalTraces =>
      traces === undefined
        ? NO_TRACES
        : { erase: (subjectId) => modules.get(traces, { strict: false }).erase(subjectId) };
    return {
      module: ErasureModule,
      controllers: [ErasureReaction],
      providers: [{ provide: TRACES, useFactory: ofService, inject: [ModuleRef] }],
    };
  }
}
