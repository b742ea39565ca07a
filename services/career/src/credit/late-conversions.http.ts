import { Requires } from '@jejak/auth';
import { EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock, DomainError, legalDate, plusWorkingDays } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { CareerReading, finalOf } from './career-reading';
import { CareerRulebook, type Today } from './career-rulebook';
import { convert } from './conversion';
import { creditLedger } from './credit-ledger.decider';
import { ledgerStream } from './credit-ledger.state';
import type { EvaluationRecordRow } from './evaluation-record.projection';

/** A final evaluation whose points are not in the ledger in time. */
interface LateConversion {
  readonly employeeId: string;
  readonly evaluationId: string;
  readonly evaluationVersion: number;
  /** Legal dates. */
  readonly finalOn: string;
  readonly dueOn: string;
}

const BY_EVALUATION = keyset('conversions-overdue', { id: 'uuid' });

/** What the service itself is late with. @source domain.md 7.4; parameter `car.other` conversionWorkingDays */
@Controller('conversions')
export class LateConversionsController {
  constructor(
    private readonly store: EventStore,
    private readonly reading: CareerReading,
    private readonly rulebook: CareerRulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Conversions that would add points now, and whose time has passed; a page may hold fewer of them than it was asked for. */
  @Get('overdue')
  @Requires('career:read-overdue')
  @Exported('conversions-overdue', ['employeeId', 'evaluationId', 'evaluationVersion', 'finalOn', 'dueOn'])
  async overdue(@Query() { cursor, limit }: PageRequest): Promise<Page<LateConversion>> {
    const now = this.clock.now();
    const today = await this.rulebook.today(now);
    const rows = await this.reading.unconverted(now, BY_EVALUATION.after(cursor)?.id ?? null, limit + 1);
    const page = BY_EVALUATION.page(rows, limit, ({ evaluationId }) => ({ id: evaluationId }));
    const late: LateConversion[] = [];
    for (const row of page.items) late.push(...(await this.lateOf(row, today)));
    return { ...page, items: late };
  }

  private async lateOf(row: EvaluationRecordRow, today: Today): Promise<LateConversion[]> {
    const final = finalOf(row);
    if (!final || row.finalisedAt === null) return [];
    const { employeeId, evaluationId, evaluationVersion } = final;
    const finalOn = legalDate(row.finalisedAt, today.calendar);
    const dueOn = plusWorkingDays(finalOn, today.rules.other.conversionWorkingDays, today.calendar);
    if (today.date <= dueOn) return [];
    const [{ state }, steps] = await Promise.all([
      this.store.state(creditLedger, ledgerStream(employeeId)),
      this.reading.steps(employeeId),
    ]);
    const evaluation = { employeeId, final };
    try {
      // The very rule says whether anything is missing: a period that earns nothing is not late.
      const missing = convert(employeeId, state, { evaluation, steps: steps.value, rules: today.rules });
      return missing.length > 0 ? [{ employeeId, evaluationId, evaluationVersion, finalOn, dueOn }] : [];
    } catch (error) {
      if (error instanceof DomainError) return [];
      throw error;
    }
  }
}
