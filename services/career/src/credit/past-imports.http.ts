import { Requires } from '@jejak/auth';
import { PREDICATES } from '@jejak/contracts/performance';
import { EventStore, execution } from '@jejak/event-store';
import {
  decimalBetween,
  type HandedFile,
  HandedIn,
  ImportDesk,
  type ImportKind,
  ImportQuery,
  ImportRoute,
  legalDateCell,
  matching,
  oneOf,
  optional,
} from '@jejak/imports';
import { Controller, Post, Query } from '@nestjs/common';
import { careerRecord, recordStream } from '../eligibility/career-record.decider';
import { CareerRecords } from '../eligibility/career-records';
import { Identities } from '../imports/identities';
import { creditLedger } from './credit-ledger.decider';
import { ledgerStream } from './credit-ledger.state';
import { CreditLedgers } from './credit-ledgers';
import { pastFileImport } from './past-file';

/** No ledger holds more; a larger number is a slip. */
const MAX_BALANCE = 999_999.99;
const document = optional(matching(/^[0-9a-f]{64}$/));
const BALANCE_COLUMNS = {
  balance: decimalBetween({ from: 0, to: MAX_BALANCE, decimals: 2 }),
  as_of: legalDateCell,
  document_sha256: document,
};
const PREDICATE_COLUMNS = {
  year: matching(/^(19|20)\d{2}$/),
  predicate: oneOf(PREDICATES),
  document_sha256: document,
};

/** Balances and predicates of the time before the installation, as files. @source domain.md 2.9, 7.2 */
@Controller('imports')
export class PastImportsController {
  private readonly balances: ImportKind;
  private readonly predicates: ImportKind;

  constructor(
    private readonly desk: ImportDesk,
    store: EventStore,
    identities: Identities,
    ledgers: CreditLedgers,
    records: CareerRecords,
  ) {
    this.balances = pastFileImport(
      {
        kind: 'credit-balances',
        columns: BALANCE_COLUMNS,
        key: () => '',
        documentOf: ({ document_sha256: sha256 }) => sha256,
        execution: ({ balance, as_of: asOf, document_sha256: documentSha256 }, employeeId, context) =>
          execution({
            ...{ decider: creditLedger, stream: ledgerStream(employeeId), context },
            command: {
              type: 'ImportCreditBalance',
              by: context.actor,
              employeeId,
              balance,
              asOf,
              documentSha256,
            },
            gather: ledgers.gather(employeeId),
          }),
        mismatch: 'BALANCE_EXISTS',
      },
      { store, identities },
    );
    this.predicates = pastFileImport(
      {
        kind: 'past-predicates',
        columns: PREDICATE_COLUMNS,
        key: ({ year }) => year,
        documentOf: ({ document_sha256: sha256 }) => sha256,
        execution: ({ year, predicate, document_sha256: documentSha256 }, employeeId, context) =>
          execution({
            ...{ decider: careerRecord, stream: recordStream(employeeId), context },
            command: {
              type: 'ImportPastPredicate',
              by: context.actor,
              employeeId,
              year: Number(year),
              predicate,
              documentSha256,
            },
            gather: records.gather(employeeId),
          }),
        mismatch: 'PREDICATE_EXISTS',
      },
      { store, identities },
    );
  }

  @Post('credit-balances')
  @Requires('career:import-record')
  @ImportRoute()
  importBalances(@HandedIn() file: HandedFile, @Query() query: ImportQuery): Promise<object> {
    return this.desk.take(this.balances, file, query);
  }

  @Post('past-predicates')
  @Requires('career:import-record')
  @ImportRoute()
  importPredicates(@HandedIn() file: HandedFile, @Query() query: ImportQuery): Promise<object> {
    return this.desk.take(this.predicates, file, query);
  }
}
