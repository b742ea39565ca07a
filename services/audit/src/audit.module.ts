import { Module } from '@nestjs/common';
import { Answers } from './answer/answers';
import { StreamsController } from './history/streams.http';
import { IntakeService } from './intake/intake.service';
import { LogController } from './log/log.http';
import { EntriesController } from './proof/entries.http';
import { Proofs } from './proof/proofs';
import { ReceiptsController } from './proof/receipts.http';
import { VerifyController } from './proof/verify.http';
import { EventsController } from './search/events.http';
import { SourcesController } from './source/sources.http';
import { SubjectsController } from './subject/subjects.http';

@Module({
  controllers: [
    ...[StreamsController, SubjectsController, EventsController, SourcesController, LogController],
    ...[EntriesController, VerifyController, ReceiptsController],
  ],
  providers: [Answers, IntakeService, Proofs],
})
export class AuditModule {}
