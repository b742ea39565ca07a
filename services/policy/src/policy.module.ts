import { EventStore } from '@jejak/event-store';
import type { Clock } from '@jejak/kernel';
import type { Logger } from '@jejak/observability';
import { People } from '@jejak/organisation';
import { OpenData } from '@jejak/publication';
import { CLOCK, Codes, LOGGER, SETTINGS } from '@jejak/service';
import { Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { ExceptionController } from './exception/exception.http';
import { Exceptions } from './exception/exceptions';
import { InstitutionController } from './institution/institution.http';
import { OpinionController } from './opinion/opinion.http';
import { OpinionRate } from './opinion/opinion-rate';
import { ConsultationRoomController } from './policy/consultation-room.http';
import { DraftsController } from './policy/drafts.http';
import { Governance } from './policy/governance';
import { GovernanceController } from './policy/governance.http';
import { PolicyController } from './policy/policy.http';
import { seedPolicies } from './policy/seed-policies';
import { PolicySettings } from './policy.settings';
import { PolicyTimers } from './policy.timers';
import { DatasetController } from './publication/datasets.http';
import { RegisterReaction } from './publication/register.reaction';
import { ReviewController } from './review/review.http';
import { ReviewCalendarReaction } from './review/review-calendar.reaction';
import { AuditFindingReaction } from './review/audit-finding.reaction';
import { ReviewTriggersReaction } from './review/review-triggers.reaction';
import { Reviews } from './review/reviews';
import { Rulebook } from './rules/rulebook';
import { SimulationController } from './simulation/simulation.http';
import { SimulationRuns } from './simulation/simulation-runs';
import { AcknowledgementController } from './socialisation/acknowledgement.http';
import { PolicyUseController } from './use/policy-uses.http';

/** Brings the defaults into force on the first start. */
@Injectable()
class Seeding implements OnApplicationBootstrap {
  constructor(
    private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(SETTINGS) private readonly settings: PolicySettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { store, clock } = this;
    const seeded = await seedPolicies({ store, clock, leftOut: this.settings.seedLeavesOut ?? [] });
    this.logger.info({ count: seeded }, 'Policies were seeded');
  }
}

@Module({
  controllers: [
    ...[PolicyController, DraftsController, GovernanceController, ConsultationRoomController],
    ...[OpinionController, InstitutionController, AcknowledgementController],
    ...[SimulationController, PolicyUseController, ExceptionController],
    ...[ReviewController, ReviewCalendarReaction, ReviewTriggersReaction, AuditFindingReaction],
    ...[DatasetController, RegisterReaction],
  ],
  providers: [
    // What decisions read
    ...[Rulebook, People],
    // What stands apart from the log
    ...[Codes, OpinionRate, OpenData],
    // What gives commands, and what runs by itself
    ...[Governance, Exceptions, Reviews, SimulationRuns, PolicyTimers, Seeding],
  ],
})
export class PolicyModule {}
