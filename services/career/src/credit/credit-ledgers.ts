import { creditBalanceCorrected, creditBalanceImported } from '@jejak/contracts/career';
import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import type { StreamRef } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { CareerReading } from './career-reading';
import { CareerRulebook } from './career-rulebook';
import type { FinalEvaluation } from './conversion';
import { creditLedger, type CreditLedgerCommand, type CreditLedgerGiven } from './credit-ledger.decider';
import { type CreditLedger, ledgerStream } from './credit-ledger.state';

/** The evaluation that a conversion is about: by its id, or as the fact that arrived has it. */
export type AskedEvaluation =
  { readonly id: string } | { readonly told: FinalEvaluation; readonly at: StreamRef };

const BALANCES = [creditBalanceImported.type, creditBalanceCorrected.type];

/** Gives commands about credit points, each with what it reads. */
@Injectable()
export class CreditLedgers {
  constructor(
    private readonly store: EventStore,
    private readonly reading: CareerReading,
    private readonly rulebook: CareerRulebook,
  ) {}

  execute(command: CreditLedgerCommand, context: CommandContext, asked?: AskedEvaluation): Promise<Appended> {
    const { employeeId } = command;
    const corrects = command.type === 'CorrectCreditBalance';
    const gather = this.gather(employeeId, asked, { corrects });
    return this.store.execute(creditLedger, ledgerStream(employeeId), command, context, gather);
  }

  /**
   * @param pinned the policy versions of a case, where one governs; else what is in force
   * @param corrects whether the balance that was taken over is to be corrected
   */
  gather(
    employeeId: string,
    asked?: AskedEvaluation,
    { pinned, corrects = false }: { readonly pinned?: readonly string[]; readonly corrects?: boolean } = {},
  ): Gather<CreditLedger, CreditLedgerGiven> {
    return async (_, now) => {
      const today = await this.rulebook.under(pinned, await this.rulebook.today(now));
      const steps = await this.reading.steps(employeeId);
      const evaluation = await this.evaluation(asked);
      const begins = evaluation.value?.final?.periodStart;
      const rules = begins === undefined ? today.rules : await this.rulebook.governing(begins, today);
      return {
        given: {
          ...{ date: today.date, steps: steps.value, rules, evaluation: evaluation.value },
          correctsEventId: corrects ? await this.lastBalance(employeeId) : null,
        },
        policy: rules.refs.find((ref) => ref.startsWith('car.conversion@')),
        policies: [...new Set([...today.refs, ...rules.refs])],
        inputs: [...steps.inputs, ...evaluation.inputs],
      };
    };
  }

  /** The event that says what the balance of the time before is; null where none was taken over. */
  private async lastBalance(employeeId: string): Promise<string | null> {
    const history = await this.store.history(ledgerStream(employeeId));
    const said = history.filter(({ type }) => BALANCES.some((name) => name === type));
    return said.at(-1)?.envelope.id ?? null;
  }

  private async evaluation(asked?: AskedEvaluation) {
    if (!asked) return { value: null, inputs: [] };
    if ('id' in asked) return this.reading.evaluation(asked.id);
    const { told, at } = asked;
    return { value: { employeeId: told.employeeId, final: told }, inputs: [at] };
  }
}
