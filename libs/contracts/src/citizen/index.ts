import { contractsOf } from '@jejak/kernel';
import {
  complaintAnswered,
  complaintAssigned,
  complaintClockMoved,
  complaintClosed,
  complaintContactErased,
  complaintContactGiven,
  complaintDelegated,
  complaintDocumentAttached,
  complaintFiled,
  complaintForwarded,
  complaintOverdue,
  complaintReopened,
  complaintReturned,
  complaintSupplemented,
  complaintTakenUp,
  complaintVerified,
} from './complaint';
import {
  reviewExcluded,
  reviewQuarantined,
  reviewReleased,
  reviewSubmitted,
  reviewTextErased,
  staffDeviceRegistered,
} from './review';
import { serviceDelivered } from './service-delivered';
import { serviceRequestImported, serviceRequestsMeasured } from './service-request';
import { serviceStandardSet } from './service-standard';
import {
  ikmComputed,
  ikmPublished,
  surveyClosed,
  surveyOpened,
  surveyPlanned,
  surveyResponseRecorded,
} from './survey';

export * from './complaint';
export * from './review';
export * from './service-delivered';
export * from './service-request';
export * from './service-standard';
export * from './survey';

/** All facts of the citizen service. */
export const citizenContracts = contractsOf('citizen', [
  serviceStandardSet,
  serviceDelivered,
  reviewSubmitted,
  reviewQuarantined,
  reviewReleased,
  reviewExcluded,
  reviewTextErased,
  staffDeviceRegistered,
  surveyPlanned,
  surveyOpened,
  surveyResponseRecorded,
  surveyClosed,
  ikmComputed,
  ikmPublished,
  complaintFiled,
  complaintContactGiven,
  complaintContactErased,
  complaintVerified,
  complaintReturned,
  complaintSupplemented,
  complaintDocumentAttached,
  complaintForwarded,
  complaintAssigned,
  complaintDelegated,
  complaintTakenUp,
  complaintAnswered,
  complaintReopened,
  complaintClockMoved,
  complaintOverdue,
  complaintClosed,
  serviceRequestImported,
  serviceRequestsMeasured,
]);
