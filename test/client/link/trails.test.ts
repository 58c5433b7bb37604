/** Trails against the real server: the past comes by REST, the present from the table. */
import { expect, it } from 'vitest';
import { PictureReceiver } from '../../../client/link/frame.ts';
import { keepTrails } from '../../../client/link/trails.ts';
import { TrackStore } from '../../../client/store/tracks.ts';
import { TrailStore } from '../../../client/store/trails.ts';
import { tileAt } from '../../../proto/domain/tiles.ts';
import { localAudience } from '../../../server/access/audience.ts';
import { testServer } from '../../server/publish/testserver.ts';

it('asks for the past of what appears', async () => {
  const server = await testServer();
  // 12 kn north: a minute is 0.2 nautical miles, a 300th of a degree.
  for (let minute = 0; minute < 5; minute += 1) {
    server.clock.advance(59_000);
    server.hear({ mmsi: 247_000_001, lat: 40 + minute / 300, lon: 18.9, sogKn: 12, cogDeg: 0 });
  }
  const table = new TrackStore();
  const receiver = new PictureReceiver(table);
  const handle = server.publisher.connect(
    {
      hello: () => {},
      picture: (bytes, applied) => {
        receiver.apply(bytes);
        applied();
      },
      cut: () => {},
    },
    localAudience(),
  );
  handle!.watch(
    receiver.request({ tiles: [tileAt(1, 40, 18.9)], aggregate: false, chosen: [], plots: false }),
  );
  expect(table.count).toBe(1);

  const store = new TrailStore(table);
  const prepended = new Promise<void>((resolve) => {
    const prepend = store.prepend.bind(store);
    store.prepend = (past) => {
      prepend(past);
      resolve();
    };
  });
  const stop = keepTrails({ table, store, base: server.url });
  await prepended;
  let lats: number[] = [];
  store.forEach((_, lonLat, observedMs, count) => {
    lats = [...observedMs.subarray(0, count)].map((_at, i) => lonLat[i * 2 + 1]!);
  });
  expect(lats).toHaveLength(5);
  for (const [i, lat] of lats.entries()) expect(lat).toBeCloseTo(40 + i / 300, 5);
  stop();
  await server.web.close();
});
