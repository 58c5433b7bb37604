/** A publisher with a picture that tests change by hand, and clients in the same process. */
import { PictureReceiver, type Wanted } from '../../../client/link/frame.ts';
import { PlotStore } from '../../../client/store/plots.ts';
import { TrackStore } from '../../../client/store/tracks.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { tileAt } from '../../../proto/domain/tiles.ts';
import type { watchfloor } from '../../../proto/generated/watchfloor.js';
import { type Audience, localAudience } from '../../../server/access/audience.ts';
import { type ClientLink, Publisher } from '../../../server/publish/publisher.ts';
import { manualClock } from '../../manualclock.ts';
import { TestPicture } from './testpicture.ts';

export const START_MS = 1_760_000_000_000;

export function room() {
  const picture = new TestPicture();
  const clock = manualClock(START_MS);
  const publisher = new Publisher(
    {
      source: picture,
      clock,
      epoch: 7,
      tickMs: 1000,
      feeds: () => [{ id: 'one', name: 'one' }],
      serverVersion: 'test',
      site: '',
      demonstration: false,
    },
    localAudience(),
  );
  const tick = (): void => {
    clock.advance(1000);
    publisher.tick();
  };
  return { picture, clock, publisher, tick };
}

/** A link that keeps what it was sent until the test applies it. */
export function recorder() {
  const frames: { bytes: Uint8Array; applied: () => void }[] = [];
  const hellos: Uint8Array[] = [];
  const cuts: string[] = [];
  const link: ClientLink = {
    hello: (bytes) => hellos.push(bytes),
    picture: (bytes, applied) => frames.push({ bytes, applied }),
    cut: (reason) => cuts.push(reason),
  };
  return { link, frames, hellos, cuts };
}

/** A client whose frames are applied and acknowledged as they come. */
export function viewer(publisher: Publisher, wanted: Wanted, audience: Audience = localAudience()) {
  const store = new TrackStore();
  const plots = new PlotStore();
  const receiver = new PictureReceiver(store, plots);
  const seen: watchfloor.v1.PictureFrame[] = [];
  const sent: Uint8Array[] = [];
  const handle = publisher.connect(
    {
      hello: () => {},
      picture: (bytes, applied) => {
        sent.push(Uint8Array.from(bytes));
        const result = receiver.apply(bytes);
        if (!result.ok) throw new Error(result.fault);
        seen.push(result.frame);
        applied();
      },
      cut: (reason) => {
        throw new Error(reason);
      },
    },
    audience,
  )!;
  const watch = (next: Wanted): void => handle.watch(receiver.request(next));
  watch(wanted);
  return { store, plots, watch, seen, sent, handle };
}

export const at = (lat: number, lon: number, chosen: readonly TrackId[] = []): Wanted => ({
  tiles: [tileAt(1, lat, lon)],
  aggregate: false,
  plots: false,
  chosen,
});
