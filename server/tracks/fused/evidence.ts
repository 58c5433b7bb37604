/** What each sensor and each feed adds to a track. */
import type { Contribution, Evidence } from '../../../proto/domain/track.ts';
import { epochMs, metres } from '../../../proto/domain/units.ts';
import type { Contribution as SensorContribution } from '../fusion/contract.ts';

/** Sensors first, then the feeds through which its transmitter was heard. */
export const evidenceOf = (
  sensors: readonly SensorContribution[],
  heard: readonly Contribution[],
): readonly Evidence[] => [
  ...sensors.map((one) => ({
    source: one.sensorId,
    updates: one.count,
    lastMs: epochMs(one.lastMs),
    residualM: metres(one.residualM),
    residualSigma: Math.sqrt(one.normalised),
  })),
  ...heard.map(({ feedId, positions, lastMs }) => ({ source: feedId, updates: positions, lastMs })),
];
