import { EventStore } from '@jejak/event-store';
import { type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CareerRules } from '../credit/career-rules';
import type { Read } from '../credit/career-reading';
import { postProfile, postProfileIdOf, postProfileStream } from '../placement/post-profile.decider';
import { talent } from '../talent/talent.decider';
import type { StructuralFacts } from './structural-conditions';

/** A structural post, and the level that its formation names; null where there is none. */
interface AskedPost {
  readonly position: string;
  readonly unitId: string;
  readonly level: string | null;
}
type PostFacts = Omit<StructuralFacts, 'rank' | 'serviceSince'>;

/** Gathers what a structural post asks for beyond the rest: the profile, trainings, the nine-box, open selections, open cases of discipline. */
@Injectable()
export class StructuralReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
  ) {}

  async read(employeeId: string, post: AskedPost, { other }: CareerRules): Promise<Read<PostFacts>> {
    const { position, unitId, level } = post;
    const [profile, map, trainings, selections, cases] = await Promise.all([
      this.store.state(postProfile, postProfileStream(postProfileIdOf(position))),
      this.store.state(talent, streamOf('talent', employeeId)),
      this.db.query<(StructuralFacts['trainings'][number] & StreamRef)[]>(
        `select kind, state_programme as "stateProgramme", ended_on::text as "endedOn", stream, read_version as ver, hash
         from rm.leadership_training where employee_id = $1 order by ended_on desc, enrolment_id limit 50`,
        [employeeId],
      ),
      this.db.query<({ tmt: string } & StreamRef)[]>(
        `select tmt::text as tmt, stream, read_version as ver, hash from rm.open_selection
         where employee_id = $1 and unit_id = $2 and lower(position) = lower($3) order by tmt desc, application_id limit 1`,
        [employeeId, unitId, position],
      ),
      this.db.query<StreamRef[]>(
        `select stream, read_version as ver, hash from rm.sanction_record
         where employee_id = $1 and open order by case_id limit 50`,
        [employeeId],
      ),
    ]);
    const named =
      level
        ?.trim()
        .toUpperCase()
        .replace(/[\s_]+/g, '_') ?? null;
    const heads = [profile.head, map.head].flatMap((head) => head ?? []);
    const refs = [...trainings, ...selections, ...cases].map(({ stream, ver, hash }) => ({
      stream,
      ver,
      hash,
    }));
    return {
      value: {
        postLevel: named !== null && other.structural && named in other.structural ? named : null,
        profileMonths: profile.state?.experienceMonths ?? 0,
        trainings: trainings.map(({ kind, stateProgramme, endedOn }) => ({ kind, stateProgramme, endedOn })),
        box: map.state.map && { box: map.state.map.box, outdated: map.state.outdated },
        selectedFrom: selections.at(0)?.tmt ?? null,
        openCases: cases.length,
      },
      inputs: [...heads, ...refs],
    };
  }
}
