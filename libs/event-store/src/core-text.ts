import { canonical, canonicalText as text, type Core } from '@jejak/ledger';

/**
 * The canonical text of a core, joined by hand in the order of its members: four times as fast as sorting them, and the same to
 * the byte (its spec compares them).
 * @throws TextNotStorable
 */
export const joinCore = (core: Core): string => {
  let joined = '{';
  if (core.accessed !== undefined) joined += `"accessed":${canonical(core.accessed)},`;
  if (core.actor !== undefined) joined += `"actor":${text(core.actor)},`;
  joined += `"at":${text(core.at)}`;
  if (core.behalf !== undefined) joined += `,"behalf":${text(core.behalf)}`;
  joined += `,"cause":${core.cause === null ? 'null' : text(core.cause)}`;
  if (core.corr !== undefined) joined += `,"corr":${text(core.corr)}`;
  const { data } = core;
  joined +=
    data === null ? ',"data":null' : `,"data":{"alg":"${data.alg}","n":${data.n},"root":"${data.root}"}`;
  if (core.effective !== undefined) joined += `,"effective":${text(core.effective)}`;
  if (core.erased !== undefined) joined += `,"erased":${canonical(core.erased)}`;
  if (core.heads !== undefined) joined += `,"heads":${canonical(core.heads)}`;
  if (core.heartbeat !== undefined) joined += `,"heartbeat":${canonical(core.heartbeat)}`;
  joined += `,"id":"${core.id}"`;
  if (core.inputs !== undefined) joined += `,"inputs":${canonical(core.inputs)}`;
  if (core.key !== undefined) joined += `,"key":${canonical(core.key)}`;
  if (core.occurred !== undefined) joined += `,"occurred":${text(core.occurred)}`;
  if (core.policies !== undefined) joined += `,"policies":${canonical(core.policies)}`;
  joined += `,"policy":${core.policy === null ? 'null' : text(core.policy)}`;
  joined += `,"prev":${core.prev === null ? 'null' : `"${core.prev}"`}`;
  if (core.published !== undefined) joined += `,"published":${canonical(core.published)}`;
  if (core.reason !== undefined) joined += `,"reason":${text(core.reason)}`;
  if (core.role !== undefined) joined += `,"role":${text(core.role)}`;
  joined += `,"stream":${text(core.stream)}`;
  if (core.subject !== undefined) joined += `,"subject":${text(core.subject)}`;
  return `${joined},"type":"${core.type}","ver":${core.ver}}`;
};
