import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Networks that no message goes to: one's own machine and network, metadata services, and what is nobody's. @source RFC 6890 */
const FORBIDDEN_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
const FORBIDDEN_V6 = [
  ...['::/128', '::1/128', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32'],
  ...['2002::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
];

const forbidden = new BlockList();
for (const [family, subnets] of [
  ['ipv4', FORBIDDEN_V4],
  ['ipv6', FORBIDDEN_V6],
] as const)
  for (const subnet of subnets) {
    const [address, bits] = subnet.split('/');
    forbidden.addSubnet(address, Number(bits), family);
  }

/** Whether an address lies in the public network. IPv4 inside IPv6 is looked at as what it is. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && !forbidden.check(address, family === 4 ? 'ipv4' : 'ipv6');
};

/** The name leads to where nothing is sent. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/**
 * Looks a name up once, and connects to what was found and no other: a name that has a forbidden address among its own is refused
 * whole, so that no second answer can lead elsewhere.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
      return callback(new AddressRefused('an address of one’s own network'), '', 0);
    // Node asks for all of them where it would try one after the other: it gets the one that was checked.
    return options.all === true ? callback(null, [first]) : callback(null, first.address, first.family);
  });
};
