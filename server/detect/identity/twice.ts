/** One IMO number, claimed by two transmitters that are heard in different places. */
import { identityTwice } from '../../../proto/domain/alert/thresholds/identity.table.ts';
import { distanceM } from '../../../proto/domain/geo.ts';
import { isImoNumber } from '../../../proto/domain/identityfaults.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../detector.ts';
import type { Thing, Vessel } from '../thing.ts';

/** Numbers remembered; beyond it the one claimed longest ago goes. */
const MAX_NUMBERS = 100_000;
/** Of each number: beyond it the first goes. */
const MAX_CLAIMANTS = 8;

export const twice: OpenDetector = (watch) => {
  const claimants = new Map<number, Vessel[]>();
  const said = (vessel: Vessel, imo: number | undefined): void => {
    // A number that is none is typed by many.
    if (imo === undefined || !isImoNumber(imo)) return;
    const known = claimants.get(imo) ?? [];
    claimants.delete(imo);
    claimants.set(imo, known);
    if (claimants.size > MAX_NUMBERS) claimants.delete(claimants.keys().next().value!);
    if (!known.includes(vessel)) known.push(vessel);
    if (known.length > MAX_CLAIMANTS) known.shift();
    if (known.length > 1) judge(watch, imo, vessel, known);
  };
  return {
    name: 'twice',
    identified(vessel, { identity }) {
      said(vessel, identity.imo);
    },
    stepBack() {
      claimants.clear();
    },
  };
};

function judge(watch: Watch, imo: number, vessel: Vessel, known: readonly Vessel[]): void {
  const { apartM, liveS, holdsS } = watch.values(identityTwice);
  const [here] = vessel.things;
  if (!here) return;
  for (const other of known) {
    const [there] = other.things;
    if (other === vessel || other.nature !== vessel.nature || !there) continue;
    if (other.mmsi === vessel.mmsi || watch.nowMs - other.lastMs > liveS * 1000) continue;
    const apart = distanceM(placeOf(here), placeOf(there));
    if (apart < apartM) continue;
    const clue = (thing: Thing) => ({
      ...{ what: 'claims', text: thing.called ?? String(thing.mmsi), trackId: thing.id },
      ...{ place: placeOf(thing), atMs: epochMs(thing.ms) },
    });
    watch.raise({
      name: `imo/${imo}`,
      kind: 'identityTwice',
      things: [here, there],
      onsetMs: Math.max(vessel.firstMs, other.firstMs),
      rule: 'identityTwice.apartM',
      measured: { value: Math.round(apart), unit: 'm' },
      threshold: { value: apartM, unit: 'm' },
      evidence: [{ what: 'imo', text: String(imo) }, clue(here), clue(there)],
      holdsMs: holdsS * 1000,
    });
    return;
  }
}

const placeOf = ({ lat, lon }: Thing) => ({ lat: degrees(lat), lon: degrees(lon) });
