import { careerContracts, type EmployeeRegistered, employeeRegistered } from '@jejak/contracts/career';
import type { KeyStore } from '@jejak/event-store';
import { eventTypeOf, type Recorded } from '@jejak/kernel';
import { Reaction } from '@jejak/messaging';
import { KEY_STORE } from '@jejak/service';
import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { NIP } from './people';

/**
 * Whose a NIP is, by keyed hash: files of amounts name people by it, and no table holds it in clear. A reaction and no
 * projection, because a fold has no keys.
 * @source domain.md 2.6, 2.9
 */
@Controller()
export class NipIndex {
  constructor(
    private readonly db: DataSource,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  @Reaction(eventTypeOf(careerContracts.service, employeeRegistered), 'nip-index')
  async remember(@Payload() { data: { nip, employeeId } }: Recorded<EmployeeRegistered>): Promise<void> {
    // Of an erased person nobody knows the number any more.
    if (nip === null) return;
    await this.db.query(
      `insert into rm.nip_index (keyed_hash, employee_id) values ($1, $2)
       on conflict (keyed_hash) do update set employee_id = excluded.employee_id`,
      [await this.keys.blindIndex(NIP, nip), employeeId],
    );
  }
}
