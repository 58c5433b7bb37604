/** What was run again, as lines: tracks as they were told, and alerts as they were last. */
import type { Happening } from '../../proto/domain/alert/alert.ts';
import { trackId } from '../../proto/domain/ids.ts';
import { PointRows } from '../publish/replay/pointrows.ts';
import type { What } from '../record/recorder/linkoptions.ts';
import { alertLine } from './alertline.ts';

/** The first part of every id: what is run again is one run. */
export const AGAIN_EPOCH = 1;
const NO_MMSI = 0xffff_ffff;

const known = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);

/** A line a point, and one for each track that ended; what is not known is not there. */
export function* trackLines(what: What, knownMs: number): Generator<string> {
  if (what.points) {
    const rows = new PointRows(what.points);
    for (let i = 0; i < rows.count; i += 1)
      yield `${JSON.stringify({
        track: trackId(AGAIN_EPOCH, rows.track(i)),
        knownMs,
        observedMs: knownMs - rows.ageMs(i),
        mmsi: rows.mmsi(i) === NO_MMSI ? undefined : rows.mmsi(i),
        ...{ lat: rows.lat(i), lon: rows.lon(i), state: rows.state(i), kind: rows.kind(i) },
        ...{
          sogKn: known(rows.sogKn(i)),
          cogDeg: known(rows.cogDeg(i)),
          headingDeg: known(rows.headingDeg(i)),
        },
        ...{ contact: rows.contact(i), sources: rows.sources(i), feeds: rows.feeds(i) },
      })}\n`;
  }
  for (const track of what.ends?.tracks ?? [])
    yield `${JSON.stringify({ track: trackId(AGAIN_EPOCH, track), knownMs, ended: true })}\n`;
}

/** Each as it was last, in the order in which they were raised. */
export class AlertLines {
  readonly #last = new Map<string, Happening>();

  take(happening: Happening): void {
    this.#last.set(happening.id, happening);
  }

  all(): readonly Happening[] {
    return [...this.#last.values()];
  }

  lines(): readonly string[] {
    return this.all().map((happening) => `${JSON.stringify(alertLine(happening))}\n`);
  }
}
