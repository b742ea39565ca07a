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
    const gather = this.gather(employeeId, asked);
    return this.store.execute(creditLedger, ledgerStream(employeeId), command, context, gather);
  }

  gather(employeeId: string, asked?: AskedEvaluation): Gather<CreditLedger, CreditLedgerGiven> {
    return async (_, now) => {
      const today = await this.rulebook.today(now);
      const steps = await this.reading.steps(employeeId);
      const evaluation = await this.evaluation(asked);
      const begins = evaluation.value?.final?.periodStart;
      const rules = begins === undefined ? today.rules : await this.rulebook.governing(begins, today);
      return {
        given: { date: today.date, steps: steps.value, rules, evaluation: evaluation.value },
        policy: rules.refs.find((ref) => ref.startsWith('car.conversion@')),
        policies: [...new Set([...today.refs, ...rules.refs])],
        inputs: [...steps.inputs, ...evaluation.inputs],
      };
    };
  }

  private async evaluation(asked?: AskedEvaluation) {
    if (!asked) return { value: null, inputs: [] };
    if ('id' in asked) return this.reading.evaluation(asked.id);
    const { told, at } = asked;
    return { value: { employeeId: told.employeeId, final: told }, inputs: [at] };
  }
}
