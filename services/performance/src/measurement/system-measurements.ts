import { type CommandContext, EventStore } from '@jejak/event-store';
import { Conflict, decimal, Locked, naturalId, RuleViolated } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { measurement } from './measurement.decider';
import { MeasurementReading } from './measurement.reading';
import type { Ingest } from './measurement.state';
import { ingestedIdOf, measurementStream } from './measurements-read';

/** An amount that the system counted itself, or another service did, and no file delivers. */
export type Measured = Omit<Ingest, 'type' | 'measurementId' | 'evidenceSha256'> & {
  /** Left out, it is known by what it says: source, indicator, whose, and days. */
  readonly measurementId?: string;
};

/**
 * Whether an amount was refused for good: its year is closed, a file delivered another amount of the same before, or its days are no
 * period. A source that is suspended, or a policy that is missing, is put right by somebody: who measured waits for that, where
 * operators see it.
 */
const isOutcome = (error: unknown): boolean =>
  error instanceof Locked ||
  (error instanceof Conflict && error.code === 'IMPORT_MISMATCH') ||
  (error instanceof RuleViolated && error.code === 'RULE_VIOLATED');

/** Records amounts that follow from facts, each once. @source domain.md 5.2, 9.3, 12 */
@Injectable()
export class SystemMeasurements {
  constructor(
    private readonly store: EventStore,
    private readonly reading: MeasurementReading,
  ) {}

  /**
   * @param context of the fact that they follow from, which may give several
   * @throws DomainError what somebody can put right; what was refused for good is the end of it
   */
  async record(measured: Measured, context: CommandContext): Promise<void> {
    const { measurementId = ingestedIdOf(measured), quantity, ...said } = measured;
    const command: Ingest = {
      ...{ type: 'IngestMeasurement', measurementId, ...said },
      ...{ quantity: decimal(quantity).toFixed(), evidenceSha256: null },
    };
    const each = { ...context, commandId: naturalId(context.commandId, measurementId) };
    try {
      const stream = measurementStream(measurementId);
      await this.store.execute(measurement, stream, command, each, this.reading.delivery(command));
    } catch (error) {
      if (!isOutcome(error)) throw error;
    }
  }
}
