import { describe, expect, it } from '@jest/globals';
import { eventHash, fieldDigest, leafOf, coreText, treeRoot, canonical, type Core } from './index';

// The worked example of the ledger's specification, made by an independent implementation.
const core: Core = {
  actor: 'p_9f3kQmZ1x0c2Vd7Yt5Lr8A',
  at: '2026-11-22T07:15:03.120Z',
  cause: null,
  corr: '01931f00-cccc-7000-8000-000000000001',
  data: { alg: 'sd-merkle/v1', n: 2, root: '9dK-hNQqOLBCI9Vu0vg6a0NvgnQL2m2zn4Ntp5ZU7tQ' },
  id: '01931f00-0000-7000-8000-000000000001',
  policy: 'scoring@3',
  prev: null,
  reason: 'initial',
  stream: 'evaluation-01931f00-aaaa-7000-8000-000000000001',
  subject: 'p_Zk1mQx3c9dVf2Yt7Lr5A8w',
  type: 'asn.performance.evaluation.rated.v1',
  ver: 1,
};
const LEAF =
  '{"core":{"actor":"p_9f3kQmZ1x0c2Vd7Yt5Lr8A","at":"2026-11-22T07:15:03.120Z","cause":null,"corr":"01931f00-cccc-7000-8000-000000000001","data":{"alg":"sd-merkle/v1","n":2,"root":"9dK-hNQqOLBCI9Vu0vg6a0NvgnQL2m2zn4Ntp5ZU7tQ"},"id":"01931f00-0000-7000-8000-000000000001","policy":"scoring@3","prev":null,"reason":"initial","stream":"evaluation-01931f00-aaaa-7000-8000-000000000001","subject":"p_Zk1mQx3c9dVf2Yt7Lr5A8w","type":"asn.performance.evaluation.rated.v1","ver":1},"pos":1,"src":"performance","v":1}';

describe('the worked example, byte for byte', () => {
  const rating = fieldDigest('/rating', 'MGWKo6lWflM37Hxg9N5XSA', 'sangat_baik');
  const score = fieldDigest('/score', 'tfPxlqJ_It7-Snhgywo-3A', '91.25');

  it('digests each field', () => {
    expect(rating.toString('base64url')).toBe('Csp3L_LPd1QoBdt-ZLihxfDYefZkVZVMH4gUgV9iCSg');
    expect(score.toString('base64url')).toBe('JWyiZAqt_HOpE9njemA-cT9MQNB64br4N8LZipGNXYk');
  });
  it('commits to the payload', () =>
    expect(treeRoot([rating, score]).toString('base64url')).toBe(
      '9dK-hNQqOLBCI9Vu0vg6a0NvgnQL2m2zn4Ntp5ZU7tQ',
    ));
  it('writes the leaf', () => expect(leafOf(coreText(core), 1, 'performance').leaf).toBe(LEAF));
  it('hashes the event', () =>
    expect(eventHash(coreText(core)).toString('base64url')).toBe(
      'rYQ7QIpGJ-LYP3LPqhR0ZBtLBDYsSJyVr7dV1kU2zr8',
    ));
  it('hashes the leaf', () =>
    expect(leafOf(coreText(core), 1, 'performance').hash.toString('hex')).toBe(
      '622c92f9d5661c1208ca67ae1985e5c3fa732e076539a2b986aca3f3b25db8c0',
    ));
  it('joins the leaf as the canonical form of the whole', () =>
    expect(canonical(JSON.parse(LEAF))).toBe(LEAF));
});
