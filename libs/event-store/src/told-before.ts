import { Conflict } from '@jejak/kernel';
import type { Appended, Asked, Execution } from './command-context';
import type { EventLog, KnownCommand } from './event-log';
import { askedOf, type Identity, isOfRequest, requestFingerprint } from './identity';
import type { Telemetry } from './telemetry';

/** What the metrics call a command that was answered before anybody knew what it would be. */
const TOLD_AGAIN = 'told-again';

/** Another command has this id. */
export const idempotencyMismatch = (): Conflict =>
  new Conflict('IDEMPOTENCY_MISMATCH', 'This command id was used for another command.');

/** What commands came to when they were told for the first time, by their ids. */
export class ToldBefore {
  /** Which command each request has recorded: another one under the same id is a defect of its adapter, and no repetition. */
  private readonly recordedBy = new WeakMap<Asked, object>();

  constructor(
    private readonly log: EventLog,
    private readonly telemetry: Telemetry,
  ) {}

  /** It was recorded now. */
  note(item: Execution): void {
    const asked = askedOf(item);
    if (asked) this.recordedBy.set(asked, item.command);
  }

  /** @throws Conflict `IDEMPOTENCY_MISMATCH` */
  async outcomes(known: readonly KnownCommand[], item: Execution, { isSame }: Identity): Promise<Appended[]> {
    const asked = askedOf(item);
    const recorded = asked && this.recordedBy.get(asked);
    if (known.some(({ fingerprint }) => !isSame(fingerprint)) || (recorded && recorded !== item.command))
      throw idempotencyMismatch();
    return this.log.outcomes(known);
  }

  /** By a request, before anybody knows which command it is: see `EventStore.firstAnswer`. */
  async firstAnswer(asked: Asked, actors: readonly string[]): Promise<Appended | null> {
    const { known } = await this.log.loadEach([], [asked.commandId]);
    const command = known.get(asked.commandId);
    if (!command || !isOfRequest(command.fingerprint)) return null;
    if (!actors.some((actor) => requestFingerprint(actor, asked).equals(command.fingerprint)))
      throw idempotencyMismatch();
    const [appended] = await this.log.outcomes([command]);
    this.telemetry.observe('jejak_command_total', { command: TOLD_AGAIN, outcome: 'duplicate' }, 1);
    return appended;
  }
}
