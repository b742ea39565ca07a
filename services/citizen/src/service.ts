import { auditContracts } from '@jejak/contracts/audit';
import { citizenContracts } from '@jejak/contracts/citizen';
import { policyContracts } from '@jejak/contracts/policy';
import { employeeFile, unitChart } from '@jejak/organisation';
import { exceptionList } from '@jejak/policies';
import type { ServiceDefinition } from '@jejak/service';
import { CitizenModule } from './citizen.module';
import './citizen.problems';
import { CitizenSettings } from './citizen.settings';
import { CitizenTimers, citizenTimers } from './citizen.timers';
import { complaintDocuments } from './complaint/complaint-document.projection';
import { complaintList } from './complaint/complaint.projection';
import { inspectedComplaints } from './complaint/inspected-complaints.projection';
import { serviceMonths, serviceRequests } from './imports/service-request.projection';
import { ReadModels1795500000000 } from './migrations/1795500000000-read-models';
import { LargeRegisters1796000000000 } from './migrations/1796000000000-large-registers';
import { ComplaintDocuments1796100000000 } from './migrations/1796100000000-complaint-documents';
import { Exceptions1796200000000 } from './migrations/1796200000000-exceptions';
import { Inspections1796400000000 } from './migrations/1796400000000-inspections';
import { datasets } from './publication/dataset-files';
import { reviewList } from './review/review.projection';
import { staffDevices } from './review/staff-device';
import { serviceEvents } from './service-event/service-event.projection';
import { serviceStandards } from './standard/service-standard.projection';
import { surveyList, surveyResponses } from './survey/survey.projection';

/** The citizen's voice: service standards, reviews, satisfaction surveys and complaints. */
export const citizenService: ServiceDefinition = {
  name: 'citizen',
  contracts: citizenContracts,
  module: CitizenModule,
  migrations: [
    ...[ReadModels1795500000000, LargeRegisters1796000000000, ComplaintDocuments1796100000000],
    ...[Exceptions1796200000000, Inspections1796400000000],
  ],
  projections: [
    ...[employeeFile, unitChart, serviceStandards, serviceEvents, reviewList, staffDevices],
    ...[complaintDocuments, exceptionList, inspectedComplaints],
    ...[complaintList, surveyList, surveyResponses, serviceRequests, serviceMonths, datasets],
  ],
  policies: true,
  reactsTo: [citizenContracts, policyContracts, auditContracts],
  erasure: {},
  settings: CitizenSettings,
  timers: { sets: citizenTimers, commands: CitizenTimers },
};
