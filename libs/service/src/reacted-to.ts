import { auditContracts } from '@jejak/contracts/audit';
import type { Contracts } from '@jejak/kernel';
import type { ServiceDefinition } from './service-definition';

/** The contracts of every service to whose events this one reacts, each once. */
export const reactedTo = ({ reactsTo = [], erasure }: ServiceDefinition): readonly Contracts[] =>
  erasure === undefined || reactsTo.some(({ service }) => service === auditContracts.service)
    ? reactsTo
    : [...reactsTo, auditContracts];
