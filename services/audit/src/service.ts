import { auditContracts } from '@jejak/contracts/audit';
import { policyContracts } from '@jejak/contracts/policy';
import { employeeFile, unitChart } from '@jejak/organisation';
import type { ServiceDefinition } from '@jejak/service';
import { integrityAlarms } from './alarm/integrity-alarm.projection';
import { AuditModule } from './audit.module';
import './audit.problems';
import { AuditSettings } from './audit.settings';
import { AuditTimers, auditTimers } from './audit.timers';
import { controlTrips } from './control/control-trip.projection';
import { explanationList } from './explanation/explanation.projection';
import { evidenceRequests, findingList, inspectionList } from './inspection/inspection.projection';
import { breaches } from './breach/breach.projection';
import { kekRotations } from './key/kek-rotation.projection';
import { dataRequests, erasures, legalHolds } from './privacy/privacy.projection';
import { IntakeService } from './intake/intake.service';
import { Heads1795100000000 } from './migrations/1795100000000-heads';
import { Ledger1795000000000 } from './migrations/1795000000000-ledger';
import { DecisionInputs1797100000000 } from './migrations/1797100000000-decision-inputs';
import { Inspections1797000000000 } from './migrations/1797000000000-inspections';
import { Controls1798000000000 } from './migrations/1798000000000-controls';
import { Reconciliations1799000000000 } from './migrations/1799000000000-reconciliations';
import { reconciliations } from './reconciliation/reconciliation.projection';
import { Breaches1799300000000 } from './migrations/1799300000000-breaches';
import { Keys1799200000000 } from './migrations/1799200000000-keys';
import { LookedFor1799400000000 } from './migrations/1799400000000-looked-for';
import { Privacy1799100000000 } from './migrations/1799100000000-privacy';

/** Keeps every service's facts once more, in one order that nobody can change, and answers questions about them. */
export const auditService: ServiceDefinition = {
  name: 'audit',
  contracts: auditContracts,
  module: AuditModule,
  migrations: [
    ...[Ledger1795000000000, Heads1795100000000, Inspections1797000000000, DecisionInputs1797100000000],
    ...[Controls1798000000000, Reconciliations1799000000000, Privacy1799100000000, Keys1799200000000],
    Breaches1799300000000,
    LookedFor1799400000000,
  ],
  projections: [
    ...[employeeFile, unitChart, inspectionList, evidenceRequests, findingList, explanationList],
    ...[integrityAlarms, controlTrips, reconciliations],
    ...[dataRequests, legalHolds, erasures, kekRotations, breaches],
  ],
  policies: true,
  reactsTo: [policyContracts],
  erasure: {},
  timers: { sets: auditTimers, commands: AuditTimers },
  settings: AuditSettings,
  health: IntakeService,
};
