import {
  contractsOf,
  type Decider,
  defineEvent,
  type DomainEvent,
  type EventOf,
  Malformed,
} from '@jejak/kernel';
import { type Projection, projection } from '@jejak/projections';
import { Type } from '@sinclair/typebox';

/** Money came in. The one that others react to. */
export const deposited = defineEvent({
  type: 'Deposited',
  version: 1,
  data: Type.Object({ nth: Type.Integer(), amount: Type.Integer() }),
});
/** Something was written beside it, which no reaction reads. */
export const remarked = defineEvent({
  type: 'Remarked',
  version: 1,
  data: Type.Object({ nth: Type.Integer() }),
});
export const ACCOUNTS = 'accounts';
export const accountContracts = contractsOf(ACCOUNTS, [deposited, remarked]);

type AccountEvent = EventOf<typeof deposited> | EventOf<typeof remarked>;

/** Records `count` events: every third one a remark. */
export interface Post {
  readonly type: 'Post';
  readonly count: number;
}

/** Most events of one command. */
export const MOST_EVENTS = 100;

export const account: Decider<Post, AccountEvent, { readonly events: number }> = {
  initial: { events: 0 },
  decide: ({ count }, { events }) => {
    if (!Number.isSafeInteger(count) || count < 1 || count > MOST_EVENTS)
      throw new Malformed('COUNT_INVALID', `A command records 1 to ${MOST_EVENTS} events.`);
    return Array.from({ length: count }, (_, at) => {
      const nth = events + at + 1;
      return nth % 3 === 0 ? remarked({ nth }) : deposited({ nth, amount: 1 + (nth % 7) });
    });
  },
  evolve: ({ events }) => ({ events: events + 1 }),
};

export interface AccountRow {
  readonly accountId: string;
  readonly deposits: number;
  readonly balance: number;
  readonly remarks: number;
}

const accountFolds = {
  opens: {
    Deposited: (
      {
        data,
        envelope,
      }: { readonly data: { readonly amount: number }; readonly envelope: { readonly stream: string } },
      row?: AccountRow,
    ): AccountRow => ({
      accountId: envelope.stream,
      deposits: (row?.deposits ?? 0) + 1,
      balance: (row?.balance ?? 0) + data.amount,
      remarks: row?.remarks ?? 0,
    }),
  },
  on: { Remarked: (row: AccountRow): AccountRow => ({ ...row, remarks: row.remarks + 1 }) },
};

/** A row per account: what the service keeps of its own events, and what another one makes of the same by way of the topic. */
export const accountRows = (table: string): Projection<AccountRow> =>
  projection<AccountEvent, AccountRow>()({
    ...{ table, source: accountContracts, key: ({ envelope }) => envelope.stream },
    ...accountFolds,
  });

/** The sum over all accounts of a hundredth: rows that gather many streams. */
export interface TotalRow {
  readonly bucket: string;
  readonly deposits: number;
  readonly amount: number;
}

export const totals: Projection<TotalRow> = projection<EventOf<typeof deposited>, TotalRow>()({
  table: 'total',
  source: accountContracts,
  key: ({ envelope }) => envelope.stream.slice(-1),
  opens: {
    Deposited: ({ data, envelope }, row) => ({
      bucket: envelope.stream.slice(-1),
      deposits: (row?.deposits ?? 0) + 1,
      amount: (row?.amount ?? 0) + data.amount,
    }),
  },
});

/** A receipt for each deposit, in the stream of its account: the reaction of the other service. */
export const receiptGiven = defineEvent({
  type: 'ReceiptGiven',
  version: 1,
  data: Type.Object({ deposit: Type.String(), amount: Type.Integer() }),
});
export const RECEIPTS = 'receipts';
export const receiptContracts = contractsOf(RECEIPTS, [receiptGiven]);

interface Give {
  readonly type: 'Give';
  readonly deposit: string;
  readonly amount: number;
}

/** Gives a receipt for whatever it is told, twice if it is told twice: that it is told once is what is tried. */
export const receipt: Decider<Give, EventOf<typeof receiptGiven>, null> = {
  initial: null,
  decide: ({ deposit, amount }) => [receiptGiven({ deposit, amount })],
  evolve: () => null,
};

export const isDeposit = (event: DomainEvent): event is EventOf<typeof deposited> =>
  event.type === 'Deposited';

/** Tables of the read side of both services; `effect` has nothing unique, so that a doubled effect shows. */
export const TABLES = `
CREATE TABLE IF NOT EXISTS rm.account (account_id text PRIMARY KEY, deposits integer NOT NULL, balance integer NOT NULL,
  remarks integer NOT NULL, version bigint NOT NULL);
CREATE TABLE IF NOT EXISTS rm.mirrored_account (LIKE rm.account INCLUDING ALL);
CREATE TABLE IF NOT EXISTS rm.total (bucket text PRIMARY KEY, deposits integer NOT NULL, amount integer NOT NULL,
  version bigint NOT NULL);
CREATE TABLE IF NOT EXISTS rm.effect (seq bigserial PRIMARY KEY, consumer text NOT NULL, event uuid NOT NULL,
  stream text NOT NULL, version bigint NOT NULL);`;
