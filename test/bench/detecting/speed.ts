/** Messages a second of CPU, from bytes to alerts, every detector on. */
import type { Shore } from '../../../proto/domain/detecting.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { calmScenario } from '../corpora/demonstration.ts';
import type { Said } from '../corpora/traffic.ts';
import { cpuMicroseconds } from '../harness.ts';
import { simulate } from './simulated.ts';
import { type Arrival, arrivalsOf, watchArrivals } from './watching.ts';

export interface Speed {
  readonly traffic: string;
  readonly messages: number;
  readonly perCpuSecond: number;
}

/** The sentences are written before the clock runs. */
export async function measureSpeed(name: string, arrivals: readonly Arrival[], shore: Shore): Promise<Speed> {
  let messages = 0;
  const us = await cpuMicroseconds(() => {
    messages = watchArrivals(arrivals, { shore }).messages;
  });
  return { traffic: name, messages, perCpuSecond: messages / (us / 1e6) };
}

export const recorded = (traffic: readonly Said[]): readonly Arrival[] => [...arrivalsOf(traffic)];

/** The AIS of half an hour of the demonstration. */
export function simulatedAis(): readonly Arrival[] {
  const { border: _border, units: _units, air: _air, ...sea } = calmScenario();
  const scenario = { ...sea, radars: [], neighbours: [] };
  return simulate(scenario, 1, epochMs(Date.UTC(2026, 5, 15, 9)), 30).arrivals;
}
