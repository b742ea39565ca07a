import { EventStore } from '@jejak/event-store';
import type { Clock } from '@jejak/kernel';
import type { Logger } from '@jejak/observability';
import { CLOCK, LOGGER } from '@jejak/service';
import { Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { PolicyController } from './policy/policy.http';
import { seedPolicies } from './policy/seed-policies';

/** Brings the defaults into force on the first start. */
@Injectable()
class Seeding implements OnApplicationBootstrap {
  constructor(
    private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const seeded = await seedPolicies({ store: this.store, clock: this.clock });
    this.logger.info({ count: seeded }, 'Policies were seeded');
  }
}

@Module({ controllers: [PolicyController], providers: [Seeding] })
export class PolicyModule {}
