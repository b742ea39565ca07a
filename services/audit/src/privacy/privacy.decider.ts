import type { Decider } from '@jejak/kernel';
import { liftHold, placeHold } from './hold-acts';
import type { PrivacyCommand, PrivacyGiven } from './privacy.commands';
import { evolve, NOTHING_ASKED, type PrivacyEvent, type PrivacyFile } from './privacy.state';
import { fileRequest, fulfilRequest, layAgain, markOverdue, refuseRequest } from './request-acts';

const decide = (command: PrivacyCommand, state: PrivacyFile, given: PrivacyGiven): PrivacyEvent[] => {
  switch (command.type) {
    case 'FileDataRequest':
      return fileRequest(command, state, given);
    case 'FulfilDataRequest':
      return fulfilRequest(command, state, given);
    case 'RefuseDataRequest':
      return refuseRequest(command, state, given);
    case 'MarkDataRequestOverdue':
      return markOverdue(command, state, given);
    case 'LayDataRequestAgain':
      return layAgain(command, state, given);
    case 'PlaceLegalHold':
      return placeHold(command, state, given);
    case 'LiftLegalHold':
      return liftHold(command, state, given);
  }
};

/**
 * One person and their data: what they ask, what the data officer answers, and what stands against erasing it, in one stream, so that
 * a hold and an erasure of the same moment cannot both win.
 * @source domain.md 2.6, 10.2; UU 27/2022; audit-ledger.md section 3
 */
export const privacy: Decider<PrivacyCommand, PrivacyEvent, PrivacyFile, PrivacyGiven> = {
  initial: NOTHING_ASKED,
  decide,
  evolve,
};
