import { type Appended, type CommandContext, EventStore, type KeyWrapping } from '@jejak/event-store';
import { naturalId, newId, streamOf } from '@jejak/kernel';
import { parametersOf, Policies } from '@jejak/policies';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { kekRotation, type KekRotationCommand } from './kek-rotation.decider';
import { KEY_WRAPPING } from './key-wrapping';

const GOVERNING = 'gov.other';
const MINUTE_MS = 60_000;

export const kekRotationStream = (id: string): string => streamOf('kek-rotation', id);

/** Records rotations of the KEK. */
@Injectable()
export class KekRotations {
  constructor(
    private readonly store: EventStore,
    private readonly policies: Policies,
    private readonly db: DataSource,
    @Inject(KEY_WRAPPING) private readonly wrapping: KeyWrapping,
  ) {}

  /** @throws Conflict NOTHING_TO_REWRAP */
  async request(context: CommandContext): Promise<Appended> {
    const rotationId = naturalId('kek-rotation', context.commandId);
    const [present] = await this.wrapping.census();
    return this.execute(
      rotationId,
      { type: 'RequestKekRotation', by: context.actor, rotationId, kek: present.kek },
      context,
    );
  }

  /** @throws Conflict ILLEGAL_TRANSITION; NotFound KEK_ROTATION_NOT_FOUND; RuleViolated SOD_VIOLATION, DEADLINE_PASSED */
  confirm(rotationId: string, context: CommandContext): Promise<Appended> {
    return this.execute(rotationId, { type: 'ConfirmKekRotation', by: context.actor }, context);
  }

  async finish(rotationId: string, keys: number): Promise<void> {
    const context: CommandContext = { commandId: newId(), actor: 'audit', role: 'service' };
    await this.execute(rotationId, { type: 'FinishKekRotation', keys }, context);
  }

  /** Those that are to be done, oldest first. */
  open(): Promise<{ readonly id: string; readonly kek: string }[]> {
    return this.db.query<{ id: string; kek: string }[]>(
      `select rotation_id as id, kek from rm.kek_rotation where status = 'CONFIRMED' order by requested_at, rotation_id`,
    );
  }

  private execute(id: string, command: KekRotationCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(kekRotation, kekRotationStream(id), command, context, async (_, now) => {
      const { date } = await this.policies.cityDay(now);
      const pinned = await this.policies.inForce(GOVERNING, date);
      const census = command.type === 'RequestKekRotation' ? await this.wrapping.census() : [];
      const left = census.reduce((sum, { keys, present }) => sum + (present ? 0 : keys), 0);
      const confirmMinutes = parametersOf(pinned).within('keys').integer('confirmMinutes');
      const confirmBy = new Date(Date.parse(now) + confirmMinutes * MINUTE_MS).toISOString();
      return { given: { now, confirmBy, left }, policy: pinned.ref, policies: [pinned.ref] };
    });
  }
}
