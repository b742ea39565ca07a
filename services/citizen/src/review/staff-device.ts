import {
  citizenContracts,
  type StaffDeviceRegistered,
  staffDeviceRegistered,
} from '@jejak/contracts/citizen';
import type { Decider } from '@jejak/kernel';
import { projection } from '@jejak/projections';

export type RegisterStaffDevice = { readonly type: 'RegisterStaffDevice' } & StaffDeviceRegistered['data'];

/** A device of an office, once registered for good. */
export const staffDevice: Decider<RegisterStaffDevice, StaffDeviceRegistered, boolean> = {
  initial: false,
  decide: ({ type: _, ...data }, registered) => (registered ? [] : [staffDeviceRegistered(data)]),
  evolve: () => true,
};

export const staffDevices = projection<StaffDeviceRegistered, StaffDeviceRegistered['data']>()({
  table: 'staff_device',
  source: citizenContracts,
  key: ({ data }) => data.deviceKey,
  opens: { StaffDeviceRegistered: ({ data }) => data },
});
