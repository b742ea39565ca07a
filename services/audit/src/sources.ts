import { auditContracts } from '@jejak/contracts/audit';
import { careerContracts } from '@jejak/contracts/career';
import { citizenContracts } from '@jejak/contracts/citizen';
import { withEveryService } from '@jejak/contracts/every-service';
import { notificationContracts } from '@jejak/contracts/notification';
import { performanceContracts } from '@jejak/contracts/performance';
import { policyContracts } from '@jejak/contracts/policy';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { trainingContracts } from '@jejak/contracts/training';
import { type EventContract, parseEventType } from '@jejak/kernel';

/** The services whose facts are logged: one line each, and the ledger itself among them. */
const CONTRACTS = [
  recruitmentContracts,
  performanceContracts,
  trainingContracts,
  careerContracts,
  policyContracts,
  citizenContracts,
  notificationContracts,
  auditContracts,
].map(withEveryService);

/** Their names, as in topics and in `src`. */
export const SOURCES: readonly string[] = CONTRACTS.map(({ service }) => service);

const byService = new Map(CONTRACTS.map((contracts) => [contracts.service, contracts.events]));

/**
 * What this version knows of an event type. Null for one that it does not: a fact of a newer service is logged, shown and
 * proved all the same, only as it was written.
 */
export const contractOf = (
  type: string,
): { readonly contract: EventContract; readonly version: number } | null => {
  const parsed = parseEventType(type);
  const contract = parsed && byService.get(parsed.service)?.[parsed.name];
  return parsed && contract && parsed.version <= contract.version
    ? { contract, version: parsed.version }
    : null;
};
