import {
  complaintClockMoved,
  complaintFiled,
  complaintReopened,
  complaintSupplemented,
  complaintVerified,
} from '@jejak/contracts/citizen';
import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { legalDate, naturalId, type Recorded, type StreamRef, streamOf } from '@jejak/kernel';
import type { IncomingUpload } from '@jejak/http';
import { People, positionOn } from '@jejak/organisation';
import { countedBy, Exceptions, NOT_EXCEPTED } from '@jejak/policies';
import type { DueTimer } from '@jejak/projections';
import { anonymously, CaseFiles, type DocumentRef, type KeptFile } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { Duties } from '../organisation/duties';
import { Rulebook } from '../rules/rulebook';
import { takesDocuments } from './attaching';
import type {
  ClockCommand,
  CloseByInspection,
  ComplainantCommand,
  ComplaintGiven,
  FileComplaint,
  OfficerCommand,
} from './complaint.commands';
import { complaint } from './complaint.decider';
import type { Complaint, ComplaintEvent } from './complaint.state';

export const complaintStream = (complaintId: string): string => streamOf('complaint', complaintId);

/** A clock begins anew with each of the first, and ends later by the last. */
const CLOCK_FACTS = {
  begins: [complaintFiled, complaintSupplemented, complaintVerified, complaintReopened].map(
    ({ type }) => type,
  ),
  moves: complaintClockMoved.type,
};

/** The policy that sets the days of a dispute: exceptions name it. */
const DISPUTE_DAYS = 'cit.other';

/** The words of a complaint; null where nothing was said, or it is erased. */
export interface Words {
  readonly text: string | null;
  readonly contact: object | null;
  readonly supplements: readonly (string | null)[];
  readonly asked: string | null;
  readonly answer: string | null;
  readonly action: string | null;
}

/** Gathers for a complaint what its decisions need, and hands the commands over. */
@Injectable()
export class Complaints {
  constructor(
    private readonly store: EventStore,
    private readonly files: CaseFiles,
    private readonly rulebook: Rulebook,
    private readonly duties: Duties,
    private readonly people: People,
    private readonly exceptions: Exceptions,
  ) {}

  file(command: FileComplaint, context: CommandContext): Promise<Appended> {
    return this.store.execute(
      complaint,
      complaintStream(command.complaintId),
      command,
      anonymously(context),
      async (_, now) => {
        const { given, policies } = await this.common(now);
        return { given: { ...given, unitExists: await this.duties.unitExists(command.unitId) }, policies };
      },
    );
  }

  byComplainant(
    complaintId: string,
    command: ComplainantCommand,
    context: CommandContext,
  ): Promise<Appended> {
    const stream = complaintStream(complaintId);
    const gather: Gather<Complaint, ComplaintGiven> = async (_, now) => {
      const [{ given, policies }, excepted] = await Promise.all([
        this.common(now),
        command.type === 'DisputeAnswer' ? this.exceptions.of(stream, DISPUTE_DAYS, now) : NOT_EXCEPTED,
      ]);
      return { given: { ...given, excepted: excepted.yes }, policies, inputs: excepted.inputs };
    };
    return this.store.execute(complaint, stream, command, anonymously(context), gather);
  }

  byOfficer(complaintId: string, command: OfficerCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(
      complaint,
      complaintStream(complaintId),
      command,
      context,
      async (state, now) => {
        const { given, policies } = await this.common(now);
        const { by } = command;
        const unitId = 'unitId' in state ? state.unitId : null;
        const named =
          command.type === 'VerifyComplaint'
            ? command.aboutEmployeeId
            : command.type === 'AnswerComplaint'
              ? command.provenAgainst
              : command.type === 'DelegateComplaint'
                ? command.to
                : null;
        const [officer, concerned] = await Promise.all([
          this.people.file(by),
          named === null ? null : this.people.file(named),
        ]);
        const wanted = 'unitId' in command ? command.unitId : null;
        return {
          given: {
            ...given,
            isOfficer: this.duties.holds(officer, 'complaint_officer', unitId, given.today),
            isHead: unitId !== null && this.duties.holds(officer, 'unit_head', unitId, given.today),
            unitExists: await this.duties.unitExists(wanted),
            employeeExists: named === null || concerned !== null,
            ofUnit: positionOn(concerned?.file ?? null, given.today)?.unitId === unitId,
          },
          policies,
          inputs: [officer, concerned].flatMap((read) => (read ? [read.head] : [])),
        };
      },
    );
  }

  /**
   * Takes a document of the complainant, sealed as the words are.
   * @throws Conflict ILLEGAL_TRANSITION, RuleViolated RULE_VIOLATED (`case-files`), Erased SUBJECT_ERASED, and what is wrong with an upload
   */
  async attach(
    complaintId: string,
    upload: IncomingUpload,
    context: CommandContext,
  ): Promise<Appended & DocumentRef> {
    // What will be refused is not kept either.
    takesDocuments((await this.store.state(complaint, complaintStream(complaintId))).state);
    const document = await this.files.keep(this.ownerOf(complaintId), upload);
    return {
      ...(await this.byComplainant(complaintId, { type: 'AttachDocument', document }, context)),
      ...document,
    };
  }

  /** @returns null where it was not given with this complaint. @throws Erased SUBJECT_ERASED */
  document(complaintId: string, sha256: string): Promise<KeptFile | null> {
    return this.files.open(this.ownerOf(complaintId), sha256);
  }

  /** Another calendar came into force at `since`: the clock that runs has as many working days as before. */
  moveClock(complaintId: string, since: string, context: CommandContext): Promise<Appended> {
    const stream = complaintStream(complaintId);
    const gather: Gather<Complaint, ComplaintGiven> = async (_, now) => {
      const [{ given, policies }, history] = await Promise.all([
        this.common(now),
        this.store.history(stream),
      ]);
      const by = countedBy(history, CLOCK_FACTS);
      const calendar = by && (await this.rulebook.calendar(by.calendar));
      const counted = calendar && { began: legalDate(by.beganAt, calendar), calendar };
      return { given: { ...given, counted }, policies };
    };
    return this.store.execute(complaint, stream, { type: 'MoveClock', since }, context, gather);
  }

  /** @param told the fact of the inspection */
  closeByInspection(
    complaintId: string,
    inspection: CloseByInspection['inspection'],
    told: StreamRef,
    context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'CloseByInspection', inspection } as const;
    return this.store.execute(complaint, complaintStream(complaintId), command, context, async (_, now) => ({
      ...(await this.common(now)),
      inputs: [told],
    }));
  }

  /** What a due timer comes to. */
  fire({ key, command, context }: DueTimer): Promise<Appended> {
    const due: ClockCommand =
      command === 'CloseUnanswered' || command === 'EraseContact'
        ? { type: command }
        : { type: 'MarkOverdue', clock: command === 'MarkVerifyOverdue' ? 'VERIFY' : 'ANSWER' };
    return this.store.execute(complaint, complaintStream(key), due, context, (_, now) => this.common(now));
  }

  async wordsOf(complaintId: string): Promise<Words> {
    // The stream holds the events of its decider only.
    const events = (await this.store.history(
      complaintStream(complaintId),
    )) as unknown as readonly Recorded<ComplaintEvent>[];
    return events.reduce<Words>(
      (words, event) => {
        switch (event.type) {
          case 'ComplaintFiled':
            return { ...words, text: event.data.text, contact: event.data.contact };
          case 'ComplaintContactGiven':
            return { ...words, contact: event.data.contact };
          case 'ComplaintReturned':
            return { ...words, asked: event.reason?.text ?? null };
          case 'ComplaintSupplemented':
            return { ...words, supplements: [...words.supplements, event.data.text], asked: null };
          case 'ComplaintAnswered':
            return { ...words, answer: event.data.answer, action: event.data.action };
          default:
            return words;
        }
      },
      { text: null, contact: null, supplements: [], asked: null, answer: null, action: null },
    );
  }

  private ownerOf(complaintId: string) {
    return { caseId: complaintId, subjectId: this.complainantOf(complaintId) };
  }

  /** The key of who complains: by it the words are sealed. */
  complainantOf(complaintId: string): string {
    return naturalId('complainant', complaintId);
  }

  private async common(now: string): Promise<{ given: ComplaintGiven; policies: readonly string[] }> {
    const { calendar, date: today, reasonMinimum, contactYears, refs } = await this.rulebook.today(now);
    const { rules, refs: ruling } = await this.rulebook.complaints(today);
    return { given: { calendar, today, rules, reasonMinimum, contactYears }, policies: [...refs, ...ruling] };
  }
}
