import type { Contracts } from '@jejak/kernel';
import type { DueTimer, ReadModel, Timers } from '@jejak/projections';
import type { Appended } from '@jejak/event-store';
import type { PartHealth, ServiceSettings } from '@jejak/http';
import type { PersonalTraces } from './erasure/personal-traces';
import type { Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';

/** Gives the commands whose time has come. A provider of the service's module. */
export interface TimerCommands {
  fire(timer: DueTimer): Promise<Appended | void>;
}

/** Parts that only this service has. */
export interface OwnHealth {
  parts(): readonly PartHealth[];
}

/** What a service is; `startService` does the rest. */
export interface ServiceDefinition {
  /** As in topics, in `src` and in the audience of tokens. */
  readonly name: string;
  /** Its own events; those that every service has are added. */
  readonly contracts: Contracts;
  /** Controllers and providers; `PlatformModule` is there without being imported. */
  readonly module: Type<unknown>;
  /** Tables of the read side in schema `rm`, forward only. */
  readonly migrations?: readonly (new () => MigrationInterface)[];
  readonly projections?: readonly ReadModel[];
  /** Projects the policies and offers `Policies`: every service whose rules have parameters. */
  readonly policies?: boolean;
  /** Contracts of the services to whose events `@EventPattern` methods of its controllers react. */
  readonly reactsTo?: readonly Contracts[];
  /**
   * Acts on the destruction of a person's key: every service of a city. `traces`, a provider of its module, lets go of what the
   * service keeps of a person outside of sealed fields.
   */
  readonly erasure?: { readonly traces?: Type<PersonalTraces> };
  readonly timers?: { readonly sets: readonly Timers[]; readonly commands: Type<TimerCommands> };
  /** Says how the service's own moving parts are, for operators. A provider of its module. */
  readonly health?: Type<OwnHealth>;
  /** Settings beyond those of every service. */
  readonly settings?: new () => ServiceSettings;
}
