import {
  type Refresh,
  type Source as Kind,
  type SourceAudited,
  sourceAudited,
  type SourceRegistered,
  sourceRegistered,
  type SourceSchema,
  type SourceSuspended,
  sourceSuspended,
} from '@jejak/contracts/performance';
import {
  type Calendar,
  Conflict,
  type Decider,
  decimal,
  legalDate,
  type Moment,
  NotFound,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';

export type SourceCommand =
  | {
      readonly type: 'RegisterSource';
      readonly sourceId: string;
      readonly code: string;
      readonly kind: Exclude<Kind, 'SELF'>;
      readonly ownerUnitId: string | null;
      readonly schema: SourceSchema;
      readonly refresh: Refresh;
      readonly lastAudit: string | null;
    }
  /** As shipped: says nothing where the source is there already. */
  | {
      readonly type: 'ShipSource';
      readonly sourceId: string;
      readonly code: string;
      readonly kind: Exclude<Kind, 'SELF'>;
    }
  | {
      readonly type: 'RecordSourceAudit';
      readonly auditedOn: string;
      readonly passed: boolean;
      readonly reason: string;
    };
export type SourceEvent = SourceRegistered | SourceAudited | SourceSuspended;
export type Source =
  { readonly status: 'absent' } | (SourceRegistered['data'] & { readonly status: 'ACTIVE' | 'SUSPENDED' });

export interface SourceGiven {
  readonly calendar: Calendar;
  /** Whether the owner is a unit that career has told of. */
  readonly ownerExists: boolean;
  /** How many amounts of the source stand in years that are not closed. */
  readonly openAmounts: number;
  readonly reasonMinimum: number;
}

const ANYTHING: SourceSchema = { indicatorIds: [], min: null, max: null };

const decide = (command: SourceCommand, state: Source, given: SourceGiven & Moment): SourceEvent[] => {
  switch (command.type) {
    case 'RegisterSource': {
      const { type: _, ...registered } = command;
      if (!given.ownerExists)
        throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'ownerUnitId' });
      const { min, max } = registered.schema;
      if (min !== null && max !== null && decimal(min).greaterThan(max))
        throw new RuleViolated('RULE_VIOLATED', 'The smallest amount is not above the largest.', {
          field: 'min',
          rule: 'source.range',
        });
      inThePast(registered.lastAudit, given);
      return [
        sourceRegistered({ ...registered, version: state.status === 'absent' ? 1 : state.version + 1 }),
      ];
    }
    case 'ShipSource': {
      if (state.status !== 'absent') return [];
      const { type: _, ...shipped } = command;
      const unowned = { ownerUnitId: null, schema: ANYTHING, lastAudit: null };
      return [sourceRegistered({ ...shipped, ...unowned, version: 1, refresh: 'MONTHLY' })];
    }
    case 'RecordSourceAudit': {
      if (state.status === 'absent') throw new NotFound('SOURCE_NOT_FOUND', 'There is no such source.');
      if (state.status === 'SUSPENDED')
        throw new Conflict(
          'ILLEGAL_TRANSITION',
          'A suspended source is registered anew before it is audited.',
        );
      const { auditedOn, passed } = command;
      inThePast(auditedOn, given);
      const { sourceId } = state;
      const audited = sourceAudited({ sourceId, auditedOn, passed });
      if (passed) return [audited];
      const reason = reasonFor('FINDING', command.reason, given.reasonMinimum);
      return [audited, sourceSuspended({ sourceId, openAmounts: given.openAmounts }, { reason })];
    }
  }
};

const inThePast = (date: string | null, { now, calendar }: SourceGiven & Moment): void => {
  if (date !== null && date > legalDate(now, calendar))
    throw new RuleViolated('RULE_VIOLATED', 'An audit is recorded once it was made.', {
      field: 'auditedOn',
      rule: 'source.audit-future',
    });
};

const evolve = (state: Source, event: SourceEvent): Source => {
  switch (event.type) {
    case 'SourceRegistered':
      return { ...event.data, status: 'ACTIVE' };
    case 'SourceAudited':
      return state.status === 'absent' ? state : { ...state, lastAudit: event.data.auditedOn };
    case 'SourceSuspended':
      return state.status === 'absent' ? state : { ...state, status: 'SUSPENDED' };
  }
};

/** A source of amounts: who answers for it, what it delivers, and whether it can be believed. @source domain.md 5.7 */
export const source: Decider<SourceCommand, SourceEvent, Source, SourceGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
