import { careerContracts, type EmployeeRegistered, employeeRegistered } from '@jejak/contracts/career';
import { eventTypeOf, type Recorded } from '@jejak/kernel';
import { Reaction } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { NipNumbers } from './nip-numbers';

/**
 * Whose a NIP is, by keyed hash: files of amounts name people by it, and no table holds it in clear. A reaction and no
 * projection, because a fold has no keys.
 * @source domain.md 2.6, 2.9
 */
@Controller()
export class NipIndex {
  constructor(private readonly numbers: NipNumbers) {}

  @Reaction(eventTypeOf(careerContracts.service, employeeRegistered), 'nip-index')
  async remember(@Payload() { data: { nip, employeeId } }: Recorded<EmployeeRegistered>): Promise<void> {
    // Of an erased person nobody knows the number any more.
    if (nip !== null) await this.numbers.remember(nip, employeeId);
  }
}
