/** Several vessels near one another fell silent at once: a receiver is out, and that is one alert for all of them. */
import { cellToLatLng, latLngToCell } from 'h3-js';
import type { Party } from '../../../proto/domain/alert/alert.ts';
import { SILENCE } from '../../../proto/domain/alert/thresholds/contact.table.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Watch } from '../detector.ts';
import { partyOf, type Thing, type Vessel } from '../thing.ts';
import type { Hearing } from './hearing.ts';

/** H3 cells of about 1,770 km² (edge about 26 km): about what one receiver hears. */
const RESOLUTION = 4;
/** At once; beyond it the first is over. */
const MAX_OUT = 64;
/** On the card. */
const MAX_PARTIES = 16;

interface Out {
  readonly sinceMs: number;
  readonly members: Set<Vessel>;
  readonly parties: Party[];
}

export class ReceiversOut {
  readonly #watch: Watch;
  readonly #out = new Map<string, Out>();

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  /** This vessel's silence is one of several. */
  take(hearing: Hearing, others: readonly Thing[]): void {
    const { lat, lon, lastMs, vessel, thing } = hearing;
    const name = `area/${latLngToCell(lat, lon, RESOLUTION)}`;
    const out = this.#out.get(name) ?? { sinceMs: lastMs, members: new Set(), parties: [] };
    this.#out.set(name, out);
    if (this.#out.size > MAX_OUT) this.#over(this.#out.keys().next().value!);
    for (const one of [thing, ...others])
      if (one?.vessel && !out.members.has(one.vessel)) {
        out.members.add(one.vessel);
        if (out.parties.length < MAX_PARTIES) out.parties.push(partyOf(one, false));
      }
    out.members.add(vessel);
    const [atLat, atLon] = cellToLatLng(name.slice('area/'.length));
    this.#watch.raise({
      name,
      kind: 'feedOutage',
      things: [],
      parties: out.parties,
      place: { lat: atLat, lon: atLon },
      onsetMs: out.sinceMs,
      rule: 'silence.fellSilent',
      measured: { value: out.members.size, unit: 'count' },
      threshold: { value: this.#watch.values(SILENCE).fellSilent, unit: 'count' },
      evidence: [
        { what: 'lastHeard', atMs: epochMs(lastMs), place: { lat, lon } },
        { what: 'fellSilentTogether', measure: { value: out.members.size, unit: 'count' } },
      ],
      outlasts: true,
    });
  }

  /** Over when half of them are heard again, or nobody was for long. */
  tick(nowMs: number): void {
    for (const [name, { members, sinceMs }] of this.#out) {
      let back = 0;
      for (const { lastMs } of members) if (lastMs > sinceMs + AGAIN_MS) back++;
      if (back * 2 >= members.size || nowMs - sinceMs > LONGEST_MS) this.#over(name);
    }
  }

  #over(name: string): void {
    this.#out.delete(name);
    this.#watch.clear('feedOutage', name);
  }
}

/** Later than at once. */
const AGAIN_MS = 5 * 60_000;
const LONGEST_MS = 6 * 3_600_000;
