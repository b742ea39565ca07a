import { EventStore } from '@jejak/event-store';
import { Feed } from '@jejak/messaging';
import type { Logger } from '@jejak/observability';
import { Exceptions, Policies } from '@jejak/policies';
import { Projections } from '@jejak/projections';
import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalendarChange } from './calendar-change';
import { Changes } from './changes/changes';
import { FileAccess } from './file-access';
import type { Platform } from './platform';

/** Injection tokens of what is known by interface only. */
export const KEY_STORE = Symbol('jejak.key-store');
export const CLOCK = Symbol('jejak.clock');
export const BROKER = Symbol('jejak.broker');
/** `(topic) => FeedClient | undefined`: the feeds whose addresses are known. */
export const FEED_OF = Symbol('jejak.feed-of');
export const LOGGER = Symbol('jejak.logger');
/** The service's settings, an instance of the class that its definition names. */
export const SETTINGS = Symbol('jejak.settings');

/**
 * Gives every provider of a service the platform under it: `EventStore`, `Feed`, `FileAccess`, `Projections`, `Policies`,
 * `Exceptions`, `CalendarChange`, `Changes` and TypeORM's `DataSource` by class, the others by token (`@Inject(CLOCK)`).
 */
@Module({})
export class PlatformModule {
  static of(platform: Platform, logger: Logger, settings: object): DynamicModule {
    const { store, projections, policies, pool, dataSource, keys, clock, broker, feed, feedOf } = platform;
    const providers = [
      { provide: EventStore, useValue: store },
      { provide: FileAccess, useValue: new FileAccess(store, keys) },
      { provide: Feed, useValue: feed },
      { provide: Projections, useValue: projections },
      { provide: Changes, useValue: new Changes(feed, projections) },
      { provide: Policies, useValue: policies },
      { provide: CalendarChange, useValue: new CalendarChange(policies, projections) },
      { provide: Exceptions, useValue: new Exceptions(pool) },
      { provide: DataSource, useValue: dataSource },
      { provide: KEY_STORE, useValue: keys },
      { provide: CLOCK, useValue: clock },
      { provide: BROKER, useValue: broker },
      { provide: FEED_OF, useValue: feedOf },
      { provide: LOGGER, useValue: logger },
      { provide: SETTINGS, useValue: settings },
    ];
    return {
      module: PlatformModule,
      global: true,
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }
}
