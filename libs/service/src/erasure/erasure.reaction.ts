import { auditContracts, type SubjectKeyDestroyed, subjectKeyDestroyed } from '@jejak/contracts/audit';
import type { KeyStore } from '@jejak/event-store';
import { eventTypeOf, type Recorded } from '@jejak/kernel';
import { Reaction } from '@jejak/messaging';
import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { KEY_STORE } from '../platform.module';
import { TRACES, type PersonalTraces } from './personal-traces';

/**
 * Acts on the fact that a person's key is destroyed, in every service that holds personal data: the key goes (for all services it is
 * one and the same, and each lets go of what it remembers of it), and then what the service keeps of the person outside of sealed
 * fields. Whoever dies in between begins again with the fact; once more does no harm.
 * @source domain.md 2.6; audit-ledger.md section 3; event-store.md section 7
 */
@Controller()
export class ErasureReaction {
  constructor(
    @Inject(KEY_STORE) private readonly keys: KeyStore,
    @Inject(TRACES) private readonly traces: PersonalTraces,
  ) {}

  @Reaction(eventTypeOf(auditContracts.service, subjectKeyDestroyed), 'erase-person')
  async erase(@Payload() { data: { subjectId } }: Recorded<SubjectKeyDestroyed>): Promise<void> {
    await this.keys.destroy(subjectId);
    await this.traces.erase(subjectId);
  }
}
