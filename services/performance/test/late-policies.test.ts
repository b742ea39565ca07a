import { careerContracts, unitCreated } from '@jejak/contracts/career';
import { citizenContracts, complaintClosed } from '@jejak/contracts/citizen';
import { policyContracts } from '@jejak/contracts/policy';
import { readSettings, ServiceSettings } from '@jejak/http';
import { newId, streamOf } from '@jejak/kernel';
import { type Installation, installationOf, tellPolicies } from '@jejak/neighbour';
import { bootService, type RunningService, simulatedClock } from '@jejak/service';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { responseMeasurementIdOf } from '../src/citizens-voice/complaint.reaction';
import { measurementStream } from '../src/measurement/measurements-read';
import { performanceService } from '../src/service';
import { at, UNIT } from './nurse';

/** A service that begins where others have been at work for long: their logs are read before the policies are. */
let installation: Installation;
let performance: RunningService;

beforeAll(async () => {
  installation = await installationOf('performance', at('2026-08-21'), simulatedClock);
  performance = await bootService(
    performanceService,
    readSettings(ServiceSettings, installation.environment),
  );
}, 60_000);
afterAll(async () => {
  await performance.stop();
  await installation.stop();
}, 60_000);

it('acts on a fact that it heard of before the policies, without an operator', async () => {
  const [career, citizen, policy] = [careerContracts, citizenContracts, policyContracts].map(
    installation.neighbour,
  );
  const [complaintId, answeredOn] = [newId(), '2026-08-21'];
  const own = { code: 'DINKES', name: 'Dinas Kesehatan', kind: 'OPD', parentUnitId: null } as const;
  await career.tell(
    streamOf('unit', UNIT),
    unitCreated({ unitId: UNIT, ...own, from: '2020-01-01', to: null }),
  );
  await citizen.tell(
    streamOf('complaint', complaintId),
    complaintClosed({
      ...{ complaintId, unitId: UNIT, class: 'NORMATIVE', category: 'STAFF_CONDUCT', satisfied: true },
      ...{ provenAgainst: null, groundless: false, answeredBy: newId(), reviewId: null },
      ...{ filedOn: '2026-08-12', answeredOn, responseMinutes: 13_020, onTime: true },
    }),
  );
  const reaction = async (): Promise<string> => {
    const response = await fetch(`${performance.managementUrl}/health`);
    const { parts } = (await response.json()) as { parts: { part: string; reason: string }[] };
    return parts.find(({ part }) => part === 'complaint-response')?.reason ?? '';
  };
  await eventually('the reaction has met the fact', async () =>
    (await reaction()).includes('No policy gov.calendar is in force'),
  );
  await tellPolicies(policy);
  const measured = measurementStream(responseMeasurementIdOf('IMUN-COMPLAINT', complaintId));
  await eventually(
    'the amount is recorded',
    async () => (await performance.platform.store.history(measured)).length > 0,
    60_000,
  );
  const { rows } = await performance.platform.pool.query('select projection, key, error from rm.parked_key');
  expect(rows).toEqual([]);
}, 120_000);
