/** Leaves as an entry bundle: each behind its length, a big-endian uint16. @source C2SP tlog-tiles, log entries */
export const entryBundle = (leaves: readonly Uint8Array[]): Buffer =>
  Buffer.concat(
    leaves.flatMap((leaf) => {
      const length = Buffer.alloc(2);
      // Refuses what a uint16 does not hold.
      length.writeUInt16BE(leaf.length);
      return [length, leaf];
    }),
  );

/** The leaves of a bundle. @throws RangeError where it is cut */
export const bundleEntries = (bundle: Buffer): Buffer[] => {
  const leaves: Buffer[] = [];
  for (let at = 0; at < bundle.length;) {
    if (at + 2 > bundle.length) throw new RangeError(`the bundle is cut at byte ${at}`);
    const end = at + 2 + bundle.readUInt16BE(at);
    if (end > bundle.length) throw new RangeError(`the bundle is cut at byte ${at}`);
    leaves.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return leaves;
};
