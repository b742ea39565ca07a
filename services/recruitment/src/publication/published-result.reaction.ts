import type { StageResultPublished } from '@jejak/contracts/recruitment';
import { EventStore, execution } from '@jejak/event-store';
import { DomainError, naturalId, type Recorded, streamOf } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { application } from '../application/application.decider';
import { recordedParts } from '../ranking/recorded-ranking';
import { vacancy } from '../vacancy/vacancy.decider';
import { publishedParts } from './published-parts';
import { resultRows, resultRowsStream } from './result-rows.decider';

const PUBLISHED = 'asn.recruitment.StageResultPublished.v1';
const ROWS = 'result-rows';
const OUTCOMES = 'stage-outcomes';

/**
 * What follows the publication of a result, of whatever length: its rows, each as one text that a leaf of the log proves,
 * and what it means for every application. Both are idempotent by event, so an interrupted one goes on where it stopped.
 * @source domain.md 4.2; audit-ledger.md section 10
 */
@Controller()
export class PublishedResultReaction {
  constructor(private readonly store: EventStore) {}

  @Reaction(PUBLISHED, ROWS)
  async publishRows(
    @Payload() event: Recorded<StageResultPublished>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { datasetId, version, vacancyId, stage, cutOff } = event.data;
    const { state } = await this.store.state(vacancy, streamOf('vacancy', vacancyId));
    const position =
      'announced' in state ? state.announced.position : 'round' in state ? state.round.position : '';
    const context = reactionContext(event, ROWS, 'recruitment', delivery);
    for await (const rows of publishedParts(this.store, event.data)) {
      const { part, policies } = rows;
      const command = {
        type: 'PublishResultRows',
        ...{ datasetId, version, vacancyId, stage, position, cutOff, ...rows },
      } as const;
      await this.store.execute(
        resultRows,
        resultRowsStream(datasetId, version, part),
        command,
        { ...context, commandId: naturalId(context.commandId, String(part)) },
        { given: {}, policies },
      );
    }
  }

  @Reaction(PUBLISHED, OUTCOMES)
  async recordOutcomes(
    @Payload() event: Recorded<StageResultPublished>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { stage, version: resultVersion, rankingId, advancing } = event.data;
    // Of a round that was finished elsewhere nobody is selected here: its rows stand in the ranking. What the verification came
    // to, each application knew before it was published; the SKB by itself lets everyone go on.
    if (advancing === null || stage === 'ADMIN' || stage === 'SKB' || rankingId === null) return;
    const context = reactionContext(event, OUTCOMES, 'recruitment', delivery);
    for await (const { data } of recordedParts(this.store, rankingId)) {
      const results = await this.store.executeEach(
        data.rows.map((row) =>
          execution({
            decider: application,
            stream: streamOf('application', row.applicationId),
            command: { type: 'RecordOutcome', stage, rankingId, resultVersion, row } as const,
            context: { ...context, commandId: naturalId(context.commandId, row.applicationId) },
            gather: { given: {} },
          }),
        ),
      );
      // About an erased person nothing is recorded: their row stands in the ranking, by its number.
      const refused = results.find((result) => result instanceof DomainError && result.kind !== 'erased');
      // An outcome that an application refuses is a defect, or a race to be run again: never to be passed over.
      if (refused instanceof DomainError) throw refused;
    }
  }
}
