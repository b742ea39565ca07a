import { Requires } from '@jejak/auth';
import {
  CORRECTABLE_SCORES,
  type CorrectableScore,
  SANGGAH_GROUNDS,
  SANGGAH_OUTCOMES,
  type SanggahGround,
  type SanggahOutcome,
  type Stage,
  STAGES,
} from '@jejak/contracts/recruitment';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Context, Id, type IncomingUpload, Upload } from '@jejak/http';
import { DOCUMENT_MEDIA_TYPES, type EvidenceRef } from '@jejak/kernel';
import { CaseFiles } from '@jejak/service';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { EvidenceRequest } from '../request-formats';
import { evidenceOwner, Objections } from './objections';

class FileObjectionRequest {
  @IsIn(STAGES) readonly stage!: Stage;
  @IsIn(SANGGAH_GROUNDS) readonly ground!: SanggahGround;
  @IsString() @Matches(/\S/) @MaxLength(4000) readonly text!: string;
  /** Documents that were handed in for this application before. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique(({ sha256 }: EvidenceRequest) => sha256)
  @ValidateNested({ each: true })
  @Type(() => EvidenceRequest)
  readonly evidence?: readonly EvidenceRequest[];
}

class CorrectionRequest {
  @IsIn(CORRECTABLE_SCORES) readonly component!: CorrectableScore;
  /** Points of a subtest; percent, with at most 3 decimals, of a component of the SKB. */
  @IsString() @MaxLength(8) @Matches(/^(0|[1-9]\d{0,3})(\.\d{1,3})?$/) readonly value!: string;
}

class VoteRequest {
  @IsIn(SANGGAH_OUTCOMES) readonly outcome!: SanggahOutcome;
  @IsString() @MaxLength(4000) readonly reasons!: string;
  /** The score as it should be, where one is wrong. */
  @IsOptional() @ValidateNested() @Type(() => CorrectionRequest) readonly correction?: CorrectionRequest;
}

/** Objections (sanggah): filed by the applicant, decided by a majority of the committee. @source domain.md 4.2 */
@Controller()
export class ObjectionController {
  constructor(
    private readonly objections: Objections,
    private readonly files: CaseFiles,
  ) {}

  /** Takes over a document for an objection: PDF, JPEG or PNG. @returns by what an objection names it */
  @Post('applications/:id/objection-evidence')
  @HttpCode(200)
  @Requires('recruitment:object')
  async keep(
    @Id() applicationId: string,
    @Upload({ types: DOCUMENT_MEDIA_TYPES, text: false }) upload: IncomingUpload,
    @Context() { actor }: CommandContext,
  ): Promise<EvidenceRef> {
    await this.objections.own(applicationId, actor);
    return this.files.keep(evidenceOwner(applicationId, actor), upload);
  }

  /** Contests the published result of a stage: the caller's own application. */
  @Post('applications/:id/object')
  @HttpCode(200)
  @Requires('recruitment:object')
  file(
    @Id() applicationId: string,
    @Body() { stage, ground, text, evidence = [] }: FileObjectionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const documents = evidence.map(({ sha256, mediaType, size }) => ({ sha256, mediaType, size }));
    return this.objections.file(applicationId, { stage, ground, text, evidence: documents }, context);
  }

  /** A member's vote; the one that completes a majority decides, and corrects the score. A later vote replaces an earlier one. */
  @Post('objections/:id/vote')
  @HttpCode(200)
  @Requires('recruitment:decide')
  vote(
    @Id() objectionId: string,
    @Body() { outcome, reasons, correction }: VoteRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const proposed = correction ? { component: correction.component, value: correction.value } : null;
    return this.objections.vote(objectionId, { outcome, reasons, correction: proposed }, context);
  }
}
