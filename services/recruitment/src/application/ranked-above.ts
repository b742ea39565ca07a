import { EventStore, type Gathered } from '@jejak/event-store';
import { Conflict, legalDate, NotFound, type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ErasedPeople } from '../committee/erased-people';
import { OpenObjections } from '../objection/open-objections';
import { SelectionPolicies } from '../policies/selection-policies';
import { recordedParts } from '../ranking/recorded-ranking';
import { vacancy } from '../vacancy/vacancy.decider';
import { application } from './application.decider';
import type { ApplicationStatus, Present } from './application.state';
import type { AppointmentGiven } from './appointment';

/** The vacancy in whose final ranking an application stands. */
export interface RankedIn {
  readonly vacancyId: string;
  readonly pinnedPolicies: readonly string[];
  /** Of the newest version of the result, an instant. */
  readonly publishedAt: string;
  /** The applications whose candidates were appointed and have left the service since. */
  readonly vacated: readonly string[];
}

interface Leaver extends StreamRef {
  readonly applicationId: string;
}

/** Reads what an appointment rests on, from the streams themselves: no read model that lags may fill a seat twice. */
@Injectable()
export class RankedAbove {
  constructor(
    private readonly store: EventStore,
    private readonly objections: OpenObjections,
    private readonly policies: SelectionPolicies,
    private readonly erasures: ErasedPeople,
    private readonly db: DataSource,
  ) {}

  /** @throws NotFound APPLICATION_NOT_FOUND */
  async vacancyOf(applicationId: string): Promise<string> {
    const { state } = await this.store.state(application, streamOf('application', applicationId));
    if (!('submitted' in state)) throw new NotFound('APPLICATION_NOT_FOUND', 'There is no such application.');
    return state.submitted.vacancyId;
  }

  /**
   * @param now ISO instant
   * @throws NotFound APPLICATION_NOT_FOUND; Conflict ILLEGAL_TRANSITION where no final result is published
   */
  async of(applicationId: string, now: string): Promise<Gathered<AppointmentGiven> & RankedIn> {
    const vacancyId = await this.vacancyOf(applicationId);
    const opened = await this.store.state(vacancy, streamOf('vacancy', vacancyId));
    const result = 'results' in opened.state ? opened.state.results.FINAL : undefined;
    if (!('announced' in opened.state) || !result?.rankingId || !result.objectionClosesAt)
      throw new Conflict('ILLEGAL_TRANSITION', 'No final result of this vacancy is published.');
    const { draft } = opened.state;
    const above: ApplicationStatus[] = [];
    const inputs: StreamRef[] = opened.head ? [opened.head] : [];
    const leavers = await this.leavers(vacancyId, now);
    const vacated = leavers.map((leaver) => leaver.applicationId);
    for (const other of await this.applicationsAbove(result.rankingId, applicationId)) {
      const read = await this.store.state(application, streamOf('application', other));
      if (!('submitted' in read.state)) throw new Error(`a ranked application ${other} has no stream`);
      above.push(vacated.includes(other) ? 'withdrawn' : await this.standingOf(read.state));
      // The core has room for the nearest of many; those above them were inputs of their appointments.
      if (read.head && inputs.length < MOST_INPUTS) inputs.push(read.head);
    }
    for (const { stream, ver, hash } of leavers)
      if (inputs.length < MOST_INPUTS) inputs.push({ stream, ver, hash });
    const { seats, position, unitId, level, appointment } = draft;
    const { objectionClosesAt, objectionOpensAt } = result;
    const openObjections = await this.objections.count(vacancyId, ['FINAL']);
    const { pinnedPolicies } = opened.state.announced;
    const given = {
      ...{ above, seats, position, unitId, level, appointment },
      ...{ objectionClosesAt, openObjections },
    };
    const publishedAt = objectionOpensAt ?? objectionClosesAt;
    const ranked = { vacancyId, pinnedPolicies, publishedAt, vacated };
    if (appointment.kind !== 'JPT') return { given, inputs, ...ranked };
    const { committee, reasonMinChars, refs: policies } = await this.policies.ofJpt(pinnedPolicies);
    const { names } = committee;
    const filled = opened.state.filled.length;
    return { given: { ...given, jpt: { names, filled, reasonMinChars } }, policies, inputs, ...ranked };
  }

  /** An erased person holds the seat they were appointed to, and waits for none. */
  private async standingOf({ status, submitted: { applicantId } }: Present): Promise<ApplicationStatus> {
    const left =
      status !== 'appointed' && applicantId !== null && (await this.erasures.isErased(applicantId));
    return left ? 'withdrawn' : status;
  }

  /** Who was appointed to a seat of the vacancy, and whose employment has ended since, as career has told. */
  private async leavers(vacancyId: string, now: string): Promise<Leaver[]> {
    const today = legalDate(now, await this.policies.calendar(now));
    return this.db.query<Leaver[]>(
      `SELECT h.application_id AS "applicationId", e.stream, e.version::int AS ver, e.hash
       FROM rm.hire h JOIN rm.employment_end e USING (employee_id)
       WHERE h.vacancy_id = $1 AND e.last_day >= h.appointed_at::date AND e.last_day < $2::date ORDER BY 1`,
      [vacancyId, today],
    );
  }

  /** Nearest first. */
  private async applicationsAbove(rankingId: string, applicationId: string): Promise<string[]> {
    const above: string[] = [];
    for await (const { data } of recordedParts(this.store, rankingId))
      for (const row of data.rows) {
        if (row.applicationId === applicationId) return above.reverse();
        above.push(row.applicationId);
      }
    throw new Conflict('ILLEGAL_TRANSITION', 'The application is not in the published ranking.');
  }
}

/** A core is at most 16 KiB; a reference takes about 150 bytes of it. */
const MOST_INPUTS = 50;
