import { Requires } from '@jejak/auth';
import { EMPLOYEE_KINDS, type EmployeeKind } from '@jejak/contracts/career';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Context, IsId, IsLegalDate } from '@jejak/http';
import { Conflict } from '@jejak/kernel';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { type Claim, Identities } from '../imports/identities';
import { employee } from './employee.decider';
import { streamOfEmployee } from './employee.http';

export class RegisterEmployeeRequest {
  /** Of the appointment, or of the identity provider; left out: a new one, where nobody has the numbers. */
  @IsOptional() @IsId() @MaxLength(36) readonly employeeId?: string;
  @IsString() @MaxLength(18) @Matches(/^\d{18}$/) readonly nip!: string;
  @IsString() @MaxLength(16) @Matches(/^\d{16}$/) readonly nik!: string;
  @IsString() @MaxLength(200) @Matches(/\S/) readonly name!: string;
  @IsOptional() @IsString() @MaxLength(253) @Matches(/^[^\s@]{1,64}@[^\s@]{1,188}$/) readonly email?: string;
  @IsIn(EMPLOYEE_KINDS) @MaxLength(4) readonly kind!: EmployeeKind;
  /** Rank; a PPPK has none. */
  @IsOptional() @IsString() @MaxLength(6) @Matches(/^(I|II|III|IV)\/[a-e]$/) readonly golongan?: string;
  /** Level inside a functional position. */
  @IsOptional() @IsString() @MaxLength(64) @Matches(/\S/) readonly jenjang?: string;
  /** Legal dates: the first day, and the last one of a contract. */
  @IsLegalDate() readonly start!: string;
  @IsOptional() @IsLegalDate() readonly contractEnd?: string;
}

/** The file of one employee; of many at once the import does it. @source domain.md 7.2 (RegisterEmployee) */
@Controller('employees')
export class RegistrationController {
  constructor(
    private readonly store: EventStore,
    private readonly identities: Identities,
  ) {}

  /** Opens the file. Place, supervisor and duties are assigned in it. */
  @Post('register')
  @HttpCode(200)
  @Requires('career:register-employee')
  async register(
    @Body() request: RegisterEmployeeRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { nip, nik, name, kind, start } = request;
    const { employeeId: wanted = null, email = '', golongan = null, jenjang = null } = request;
    const { contractEnd = null } = request;
    const employeeId = await this.idOf({ nip, nik, employeeId: wanted });
    const file = {
      employeeId,
      nip,
      nik,
      name: name.trim(),
      email,
      kind,
      golongan,
      jenjang,
      start,
      contractEnd,
    };
    const command = { type: 'RegisterEmployee', ...file } as const;
    return this.store.execute(employee, streamOfEmployee(employeeId), command, context, {
      given: { superiors: [] },
    });
  }

  /** Asked first, so that nobody is given the second number of a claim whose first is somebody else's. @throws Conflict IDENTITY_TAKEN */
  private async idOf(claim: Claim): Promise<string> {
    const { employeeId: wanted } = claim;
    // Whoever has a file gets no other numbers; that there is one, the file itself says.
    if (wanted !== null && (await this.store.state(employee, streamOfEmployee(wanted))).version > 0)
      return wanted;
    const [taken] = await this.identities.areTaken([claim]);
    const [employeeId] = taken ? [null] : await this.identities.reserve([claim]);
    if (employeeId === null)
      throw new Conflict('IDENTITY_TAKEN', 'Somebody else has the NIP or the NIK.', { field: 'nip' });
    return employeeId;
  }
}
