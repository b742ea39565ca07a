import {
  citizenContracts,
  type ComplaintContactErased,
  complaintContactErased,
  type ReviewTextErased,
  reviewTextErased,
} from '@jejak/contracts/citizen';
import type { KeyStore } from '@jejak/event-store';
import { eventTypeOf, type Recorded } from '@jejak/kernel';
import { Reaction } from '@jejak/messaging';
import { KEY_STORE } from '@jejak/service';
import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';

const { service } = citizenContracts;

/**
 * What citizens gave is kept for its time: behind the fact that it is over the key goes, and with it the words in every copy. These are
 * keys that only this service seals under, one for each contact and each review, and of nobody who could be asked.
 * @source domain.md 2.6; UU 27/2022
 */
@Controller()
export class ErasureReaction {
  constructor(@Inject(KEY_STORE) private readonly keys: KeyStore) {}

  @Reaction(eventTypeOf(service, complaintContactErased), 'erase-contact')
  contact(@Payload() { data }: Recorded<ComplaintContactErased>): Promise<void> {
    return this.keys.destroy(data.contactId);
  }

  @Reaction(eventTypeOf(service, reviewTextErased), 'erase-review-text')
  text(@Payload() { data }: Recorded<ReviewTextErased>): Promise<void> {
    return this.keys.destroy(data.reviewerId);
  }
}
