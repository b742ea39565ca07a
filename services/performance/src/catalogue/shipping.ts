import { EventStore, execution } from '@jejak/event-store';
import { DomainError, naturalId, newId, streamOf } from '@jejak/kernel';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { source } from '../source/source.decider';
import { sourceIdOf, sourceStream } from '../source/sources';
import { catalogueEntry } from './catalogue.decider';
import { SHIPPED, SHIPPED_SOURCES } from './shipped';

export const catalogueStream = (indicatorId: string): string =>
  streamOf('indicator', naturalId('indicator', indicatorId));

/**
 * On the first start the shipped catalogue and sources become facts; later starts find them there and add only what a new
 * release brings. What the city defined itself stays.
 */
@Injectable()
export class Shipping implements OnApplicationBootstrap {
  constructor(private readonly store: EventStore) {}

  async onApplicationBootstrap(): Promise<void> {
    const results = await this.store.executeEach([
      ...SHIPPED.map(defining),
      ...SHIPPED_SOURCES.map(registering),
    ]);
    for (const result of results) if (result instanceof DomainError) throw result;
  }
}

/** A new id each time: a replica that ships at the same moment loses the race, and then finds nothing to say. */
const automatic = () => ({ commandId: newId(), actor: 'performance', role: 'service' }) as const;

const defining = ({ indicatorId, ...template }: (typeof SHIPPED)[number]) =>
  execution({
    decider: catalogueEntry,
    stream: catalogueStream(indicatorId),
    command: { type: 'DefineIndicator', indicatorId, template, shipped: true } as const,
    context: automatic(),
    gather: { given: {} },
  });

const registering = (code: (typeof SHIPPED_SOURCES)[number]) =>
  execution({
    decider: source,
    stream: sourceStream(sourceIdOf(code)),
    command: { type: 'ShipSource', sourceId: sourceIdOf(code), code, kind: code } as const,
    context: automatic(),
    gather: {
      given: { calendar: { zone: 'UTC', holidays: [] }, ownerExists: true, openAmounts: 0, reasonMinimum: 0 },
    },
  });
