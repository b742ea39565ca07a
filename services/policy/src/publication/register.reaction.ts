import {
  policyContracts,
  type PolicyInForce,
  policyInForce,
  type PolicyRepealed,
  policyRepealed,
} from '@jejak/contracts/policy';
import { Conflict, eventTypeOf, naturalId, type Recorded, Unavailable } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Projections } from '@jejak/projections';
import { OpenData } from '@jejak/publication';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { policyFiles, type PolicyFileRow } from '../policy/policy-file.projection';
import { policyRegister } from './policy-register';

const { service } = policyContracts;
const NAME = 'policy-register';

/** The one dataset of this service. */
export const REGISTER_ID = naturalId('dataset', NAME);

/** So long it waits for the read model that it writes down; then the event is delivered again. */
const SHOWN_MS = 2_000;

/** The register of policies is published anew with every version that comes into force, and every repeal. @source domain.md 2.7, 8.1 */
@Controller()
export class RegisterReaction {
  constructor(
    private readonly data: OpenData,
    private readonly db: DataSource,
    private readonly projections: Projections,
  ) {}

  @Reaction(eventTypeOf(service, policyInForce), NAME)
  inForce(@Payload() event: Recorded<PolicyInForce>, @Ctx() context: EventContext): Promise<void> {
    const { key, version, effectiveFrom } = event.data;
    return this.publish(event, `${key}@${version} is in force from ${effectiveFrom} on.`, context);
  }

  @Reaction(eventTypeOf(service, policyRepealed), NAME)
  repealed(@Payload() event: Recorded<PolicyRepealed>, @Ctx() context: EventContext): Promise<void> {
    const { key, version, lastDay } = event.data;
    return this.publish(event, `${key}@${version} is repealed; its last day is ${lastDay}.`, context);
  }

  private async publish(
    event: Recorded<PolicyInForce | PolicyRepealed>,
    change: string,
    { delivery }: EventContext,
  ): Promise<void> {
    const { stream, version } = event.envelope;
    if (!(await this.projections.reached(policyFiles, stream, version, SHOWN_MS)))
      throw new Unavailable('UNAVAILABLE', 'This is not shown yet.');
    const files = await this.db.query<PolicyFileRow[]>(
      'select key, versions from rm.policy_file order by key',
    );
    const file = {
      ...{ datasetId: REGISTER_ID, kind: NAME, title: 'Policies and their versions', policies: [] },
      ...policyRegister(files),
    };
    try {
      await this.data.publish([file], change, reactionContext(event, NAME, service, delivery));
    } catch (error) {
      // Another replica published in between: what it published is compared with anew.
      if (error instanceof Conflict) throw new Unavailable('UNAVAILABLE', 'The register was just published.');
      throw error;
    }
  }
}
