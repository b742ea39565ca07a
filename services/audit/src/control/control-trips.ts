import type { ControlKey } from '@jejak/contracts/audit';
import { type Appended, type CommandContext, EventStore, type KeyStore } from '@jejak/event-store';
import { DomainError, isUuid, naturalId, newId, parseStream, plusMonths, streamOf } from '@jejak/kernel';
import { People } from '@jejak/organisation';
import { parametersOf, Policies } from '@jejak/policies';
import { KEY_STORE } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { unitsBetween } from '../inspection/inspected-objects';
import type { Trip } from './control';
import { controlTrip, type ControlTripGiven } from './control-trip.decider';
import type { LogFact } from './log-fact';

export const controlTripStream = (tripId: string): string => streamOf('control-trip', tripId);

/** A fact holds no more of each. */
const MOST = 200;
const NOBODY: ControlTripGiven = { reasonMinimum: 0, inspector: [], workedIn: [] };

/** Records the questions of controls, and that they are cleared. */
@Injectable()
export class ControlTrips {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
    private readonly policies: Policies,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  /** Says nothing of a question that was asked before. @param cause the fact by which it was found */
  async trip(control: ControlKey, trip: Trip, { envelope }: LogFact): Promise<void> {
    const tripId = naturalId('control-trip', control, ...trip.about);
    // The log holds what was sent; what no service of ours would have written names nothing that could be asked about.
    const objects = sorted(trip.objects.filter((stream) => parseStream(stream) !== null));
    if (objects.length === 0) return;
    const refs = trip.facts
      .map(({ entry }) => entry)
      .filter(({ eventId }) => isUuid(eventId))
      .sort((a, b) => a.index - b.index);
    const subject = trip.subject !== null && isPerson(trip.subject) ? trip.subject : null;
    const command = {
      type: 'TripControl',
      ...{ tripId, control, unitId: trip.unitId, score: trip.score, limit: trip.limit },
      objects,
      people: sorted(trip.people.flatMap((person) => (person !== null && isPerson(person) ? person : []))),
      refs: refs.filter(({ index }, nth) => index !== refs[nth - 1]?.index).slice(-MOST),
    } as const;
    // Each finding is a command of its own: what was found again may have been read otherwise, and then says nothing.
    const context: CommandContext = {
      ...{ commandId: newId(), actor: 'audit', role: 'service' },
      cause: envelope.id,
      ...(envelope.correlation === '' ? {} : { correlation: envelope.correlation }),
    };
    const execute = (about: string | null): Promise<Appended> =>
      this.store.execute(controlTrip, controlTripStream(tripId), { ...command, subject: about }, context, {
        ...{ given: NOBODY, policies: [...new Set(trip.policies)].sort() },
      });
    try {
      await execute(subject);
    } catch (error) {
      // Who was erased is nobody's subject any more; the question about the objects stays.
      if (!(error instanceof DomainError) || error.code !== 'SUBJECT_ERASED') throw error;
      await execute(null);
    }
  }

  /** @throws RuleViolated POLICY_MISSING, and what the decider throws */
  clear(tripId: string, reason: string, context: CommandContext): Promise<Appended> {
    const by = context.actor;
    return this.store.execute(
      ...([controlTrip, controlTripStream(tripId), { type: 'ClearControl', by, reason }, context] as const),
      async (_, now) => {
        const { date, ref } = await this.policies.cityDay(now);
        const governance = await this.policies.inForce('gov.other', date);
        const rules = parametersOf(governance);
        const file = await this.people.file(by);
        // A machine has no pseudonym.
        const inspector = isUuid(by) ? [by, await this.keys.pseudonym(by)] : [by];
        const since = plusMonths(date, -rules.integer('inspectorRestMonths'));
        return {
          given: {
            ...{ reasonMinimum: rules.integer('reasonMinChars'), inspector },
            workedIn: file ? unitsBetween(file.file, since, date) : [],
          },
          policy: governance.ref,
          policies: [ref, governance.ref].sort(),
          inputs: file ? [file.head] : [],
        };
      },
    );
  }
}

/** Named by UUID, or by the log's pseudonym. */
const isPerson = (text: string): boolean => isUuid(text) || /^p_[A-Za-z0-9_-]{22}$/.test(text);

const sorted = (words: readonly string[]): string[] => [...new Set(words)].sort().slice(0, MOST);
