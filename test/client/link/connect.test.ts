/** The page's link against the real server, over a real socket. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectLink, type Link } from '../../../client/link/connect.ts';
import { tellPresence } from '../../../client/link/presence.ts';
import { type LinkState, useLink } from '../../../client/store/link.ts';
import { plots } from '../../../client/store/plots.ts';
import { editorsOf, usePresence } from '../../../client/store/presence.ts';
import { useSensors } from '../../../client/store/sensors.ts';
import { TrackStore } from '../../../client/store/tracks.ts';
import { toggleLayer, useView } from '../../../client/store/view.ts';
import { SensorKind } from '../../../proto/domain/sensor.ts';
import { TestAccess } from '../../server/publish/testaccess.ts';
import { TestPicture } from '../../server/publish/testpicture.ts';
import { START_MS, serve, type TestServer, testServer } from '../../server/publish/testserver.ts';

const OTRANTO = { west: 18, south: 39.5, east: 20, north: 41, zoom: 8 };

let server: TestServer;
let link: Link;
let store: TrackStore;

/** Resolves when the link's state fits. */
const linkState = (fits: (state: LinkState) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!fits(useLink.getState())) return;
      stop();
      resolve();
    };
    const stop = useLink.subscribe(look);
    look();
  });

/** Resolves when the table fits, looked at after each frame. */
const table = (fits: (store: TrackStore) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!fits(store)) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });

beforeEach(async () => {
  useLink.setState(useLink.getInitialState(), true);
  useView.setState({ ...useView.getInitialState(), viewport: OTRANTO }, true);
  store = new TrackStore();
  server = await testServer();
  server.hear({ mmsi: 247_000_001, lat: 40.2, lon: 18.9, name: 'ALBA' }, { mmsi: 2, lat: 50, lon: 0 });
  link = connectLink({ url: server.url, store });
});

afterEach(async () => {
  link.stop();
  await server.web.close();
});

it('shows what is in view, and follows the view', async () => {
  await table(() => store.count === 1);
  await linkState((state) => state.link.status === 'live');
  expect(store.statics[0]?.name).toBe('ALBA');
  expect(useLink.getState()).toMatchObject({ epoch: 1, trackCount: 2, site: 'Test', demonstration: true });
  useView.setState({ viewport: { west: -1, south: 49.5, east: 1, north: 50.5, zoom: 8 } });
  await table(() => store.statics[0]?.mmsi === 2);
  expect(store.count).toBe(1);
});

it('says that the link is cut, comes back by itself to another run of the server, and forgets the first', async () => {
  await table(() => store.count === 1);
  await server.web.close();
  await linkState((state) => state.link.status === 'cut');
  expect(store.count).toBe(1);
  server = await testServer({ port: server.port, epoch: 2 });
  server.hear({ mmsi: 247_000_009, lat: 40.3, lon: 18.9, name: 'BRUNA' });
  await table(() => store.count === 1 && store.statics[0]?.name === 'BRUNA');
  await linkState((state) => state.link.status === 'live' && state.epoch === 2);
});

it('resumes with what it holds when only the connection was lost', async () => {
  await table(() => store.count === 1);
  const snapshots = (): number => server.publisher.counts.encodedTiles;
  const before = snapshots();
  server.dropConnections();
  await linkState((state) => state.link.status === 'cut');
  await linkState((state) => state.link.status === 'live');
  expect(store.count).toBe(1);
  expect(snapshots()).toBe(before);
});

it('shows the sensors, and what they saw while it is asked for', async () => {
  link.stop();
  const picture = new TestPicture();
  picture.sensors.states = [{ id: 'coast', name: 'Coast', kind: SensorKind.radar }];
  picture.plots.all = [{ lat: 40.2, lon: 18.9, observedMs: START_MS, sensorId: 'coast' }];
  const sensing = await serve(picture);
  const other = connectLink({ url: sensing.url, store: new TrackStore() });
  try {
    await new Promise<void>((resolve) => {
      const stop = useSensors.subscribe(({ sensors }) => {
        if (sensors[0]?.id !== 'coast') return;
        stop();
        resolve();
      });
    });
    expect(useSensors.getState().sensors).toMatchObject([{ name: 'Coast', kind: SensorKind.radar }]);
    expect(plots.plots.count).toBe(0);
    const shown = new Promise<void>((resolve) => plots.subscribe(resolve));
    toggleLayer('plots');
    await shown;
    expect([...plots.plots.lonLat]).toEqual([18.9, 40.2]);
    const gone = new Promise<void>((resolve) => plots.subscribe(resolve));
    toggleLayer('plots');
    await gone;
    expect(plots.plots.count).toBe(0);
  } finally {
    other.stop();
    await sensing.web.close();
  }
});

it('forgets all that was shown when the server takes this person no longer, and asks who it is', async () => {
  await table(() => store.count === 1);
  link.stop();
  expect(store.count).toBe(0);
  const access = new TestAccess();
  const guarded = await testServer({ access });
  guarded.hear({ mmsi: 247_000_001, lat: 40.2, lon: 18.9, name: 'ALBA' });
  let refused = 0;
  const other = connectLink({ url: guarded.url, store, onRefused: () => (refused += 1) });
  try {
    await table(() => store.count === 1);
    useSensors.setState({ sensors: [{ id: 'coast' } as never] });
    access.askers.clear();
    access.change();
    await linkState(({ link: now }) => now.status === 'cut' && now.signedOut === true);
    expect(useLink.getState().link).toEqual({ status: 'cut', reason: 'sign in first', signedOut: true });
    expect(store.count).toBe(0);
    expect(useSensors.getState().sensors).toEqual([]);
    expect(useLink.getState()).toMatchObject({ feeds: [], trackCount: 0 });
    expect(refused).toBe(1);
  } finally {
    other.stop();
    await guarded.web.close();
  }
});

it('says that nobody is signed in where the server does not let it in', async () => {
  const access = new TestAccess();
  access.askers.clear();
  const guarded = await testServer({ access });
  const other = connectLink({ url: guarded.url, store: new TrackStore() });
  try {
    await linkState(({ link: now }) => now.status === 'cut' && now.signedOut === true);
    expect(useLink.getState().link).toMatchObject({ reason: 'sign in first' });
  } finally {
    other.stop();
    await guarded.web.close();
  }
});

it('keeps what is open here until it is closed, and nothing of it once it is stopped', () => {
  usePresence.setState({ others: [{ kind: 'zone', id: 'a', by: 'anna', name: 'Anna', agency: 'x' }] });
  expect(editorsOf(usePresence.getState(), 'zone', 'a')).toHaveLength(1);
  expect(editorsOf(usePresence.getState(), 'unit', 'a')).toHaveLength(0);
  tellPresence('zone', 'a');
  expect(usePresence.getState().mine).toEqual({ kind: 'zone', id: 'a' });
  tellPresence('zone', undefined);
  expect(usePresence.getState().mine).toBeNull();
  tellPresence('zone', 'a');
  link.stop();
  expect(usePresence.getState()).toEqual({ others: [], mine: null });
});
