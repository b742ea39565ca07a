import { auditContracts } from '@jejak/contracts/audit';
import type { ServiceDefinition } from '@jejak/service';
import { AuditModule } from './audit.module';
import './audit.problems';
import { AuditSettings } from './audit.settings';
import { IntakeService } from './intake/intake.service';
import { Heads1795100000000 } from './migrations/1795100000000-heads';
import { Ledger1795000000000 } from './migrations/1795000000000-ledger';

/** Keeps every service's facts once more, in one order that nobody can change, and answers questions about them. */
export const auditService: ServiceDefinition = {
  name: 'audit',
  contracts: auditContracts,
  module: AuditModule,
  migrations: [Ledger1795000000000, Heads1795100000000],
  settings: AuditSettings,
  health: IntakeService,
};
