/** Distress is told to the rescue centres at once, by the policy; here it is written down that it was, once a track. */
import { TrackStateBits } from '../proto/domain/track.ts';
import { SYSTEM } from './operations/actor.ts';
import type { AuditLog } from './operations/audit/log.ts';
import type { RecordsView } from './operations/kind.ts';
import type { Picture } from './tracks/picture.ts';

/** Tracks remembered; beyond it the first is forgotten, and would be written down once more. */
const MAX_TOLD = 10_000;

type Distressed = Pick<Picture, 'slotCount' | 'alive' | 'id' | 'columns' | 'distressWithoutPosition'>;

export class DistressTold {
  readonly #picture: Distressed;
  readonly #audit: Pick<AuditLog, 'record'>;
  readonly #records: RecordsView;
  readonly #told = new Set<string>();

  constructor(picture: Distressed, audit: Pick<AuditLog, 'record'>, records: RecordsView) {
    this.#picture = picture;
    this.#audit = audit;
    this.#records = records;
  }

  /** About once a second. */
  tick(): void {
    const { slotCount, columns } = this.#picture;
    for (let slot = 0; slot < slotCount; slot += 1) {
      if ((columns.state[slot]! & TrackStateBits.distress) === 0 || !this.#picture.alive(slot)) continue;
      this.#tell('track', this.#picture.id(slot));
    }
    for (const { mmsi, firstMs } of this.#picture.distressWithoutPosition())
      this.#tell('distressCall', `${mmsi}-${firstMs}`);
  }

  #tell(kind: string, id: string): void {
    const name = `${kind}/${id}`;
    if (this.#told.has(name)) return;
    const centres = this.#records.list('agency').filter(({ value }) => value.rescueCentre === true);
    this.#told.add(name);
    if (this.#told.size > MAX_TOLD) {
      const [first] = this.#told;
      this.#told.delete(first!);
    }
    const details = { to: centres.map(({ id: agency }) => agency) };
    const entry = {
      by: SYSTEM,
      action: 'distressTold',
      object: { kind, id },
      outcome: 'yes',
      details,
    } as const;
    // Where the disk fails it is told all the same, and written down with the next tick.
    void this.#audit.record(entry).then(({ ok }) => ok || this.#told.delete(name));
  }
}
