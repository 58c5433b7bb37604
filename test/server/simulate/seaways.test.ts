import { describe, expect, test } from 'vitest';
import { offsetM } from '../../../server/simulate/path.ts';
import { createSeaways } from '../../../server/simulate/seaways.ts';
import { southernAdriatic } from './demonstrationscenario.ts';

const scenario = southernAdriatic();
const seaways = createSeaways(scenario);

describe('seaways', () => {
  test('every gate reaches every port', () => {
    for (const gate of scenario.gates)
      for (const port of scenario.ports)
        expect(seaways.path([gate.waypoint, port.waypoint], 0.5).lengthM).toBeGreaterThan(10_000);
  });

  test('north- and southbound traffic keep apart by twice the separation at least', () => {
    const north = seaways.path(['LANE_O1', 'LANE_STRAIT'], 0);
    const south = seaways.path(['LANE_STRAIT', 'LANE_O1'], 0);
    const [northM, eastM] = offsetM(south.lats[0]!, south.lons[0]!, north.lats[1]!, north.lons[1]!);
    expect(Math.hypot(northM, eastM)).toBeCloseTo(5000, -2);
    // Starboard of a northbound course is east.
    expect(eastM).toBeGreaterThan(0);
  });

  test('spread puts ships side by side, within the fairway', () => {
    const [inner, outer] = [0, 1].map((spread) => seaways.path(['LANE_O1', 'LANE_STRAIT'], spread));
    const apart = Math.hypot(...offsetM(inner!.lats[0]!, inner!.lons[0]!, outer!.lats[0]!, outer!.lons[0]!));
    expect(apart).toBeCloseTo(5500, -2);
  });

  test('says which way there is none', () => {
    expect(() => seaways.path(['GATE_NORTH', 'ATLANTIS'], 0)).toThrow(/ATLANTIS/);
  });
});
