import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReplayUrl } from '../../../client/store/replayurl.ts';
import { REPLAY_PARTS } from '../../../client/store/replayview.ts';
import { cameraOf, formatView, parseView, type UrlView } from '../../../client/store/url.ts';
import {
  CONTACTS,
  LAYERS,
  type LayerChoice,
  PALETTES,
  SOURCES,
  TRAIL_MINUTES,
  useView,
  VECTOR_MINUTES,
  VESSEL_CLASSES,
  WORKSPACES,
} from '../../../client/store/view.ts';
import { trackId } from '../../../proto/domain/ids.ts';
import { RECORD_KINDS } from '../../../proto/domain/operations/record.ts';
import { REPLAY_RATES } from '../../../proto/domain/record/replay.ts';
import { epochMs } from '../../../proto/domain/units.ts';

const usual = useView.getInitialState();

const id = fc
  .tuple(fc.integer({ min: -9, max: 99 }), fc.nat(99_999))
  .map(([epoch, counter]) => trackId(epoch, counter));
const knownKey = fc.constantFrom(
  'w',
  'c',
  'l',
  'q',
  'class',
  'life',
  'sel',
  'pin',
  'v',
  't',
  'p',
  'rec',
  'alert',
  'b',
  'r',
  'rg',
  'rl',
  'rs',
  'rp',
  'ask',
  '%',
);
const numbers = fc.array(fc.oneof(fc.double(), fc.integer()), { maxLength: 4 }).map((all) => all.join(','));
const round = (value: number, digits: number): number => Number(value.toFixed(digits)) || 0;

const second = fc.integer({ min: 1_600_000_000, max: 2_000_000_000 }).map((s) => s * 1000);
const range = fc
  .tuple(second, fc.integer({ min: 1, max: 100_000 }))
  .map(([fromMs, seconds]) => ({ fromMs: epochMs(fromMs), untilMs: epochMs(fromMs + seconds * 1000) }));
const anyReplay: fc.Arbitrary<ReplayUrl> = fc.record({
  mode: fc.constantFrom('known' as const, 'again' as const),
  atMs: fc.option(second, { nil: undefined }),
  rate: fc.constantFrom(...REPLAY_RATES.flatMap((rate) => [rate, -rate])),
  range: fc.option(range, { nil: undefined }),
  loop: fc.option(range, { nil: undefined }),
  bar: fc.option(
    fc.record({ fromMs: second, spanMs: fc.integer({ min: 60, max: 10_000_000 }).map((s) => s * 1000) }),
    { nil: undefined },
  ),
  part: fc.constantFrom(...REPLAY_PARTS),
  question: fc.option(
    fc
      .tuple(range, fc.string({ minLength: 2, maxLength: 20 }))
      .map(([asked, words]) => ({ ask: 'vessel', words, ...asked }) as const),
    { nil: undefined },
  ),
});

const anyView: fc.Arbitrary<UrlView> = fc
  .record({
    workspace: fc.constantFrom(...WORKSPACES),
    palette: fc.constantFrom(...PALETTES),
    camera: fc.record({
      lat: fc.double({ min: -85, max: 85, noNaN: true }).map((v) => round(v, 4)),
      lon: fc.double({ min: -180, max: 180, noNaN: true }).map((v) => round(v, 4)),
      zoom: fc.double({ min: 0, max: 22, noNaN: true }).map((v) => round(v, 2)),
    }),
    layers: fc.record(Object.fromEntries(LAYERS.map((layer) => [layer, fc.boolean()]))),
    filter: fc.record({
      text: fc.string({ unit: 'grapheme', maxLength: 20 }),
      classes: fc.subarray([...VESSEL_CLASSES]).map((names) => new Set(names)),
      lives: fc.subarray([0, 1, 2] as (0 | 1 | 2)[]).map((lives) => new Set(lives)),
      movingOnly: fc.boolean(),
      sources: fc.subarray([...SOURCES]).map((names) => new Set(names)),
      contacts: fc.subarray([...CONTACTS]).map((names) => new Set(names)),
    }),
    selected: fc.option(id, { nil: undefined }),
    pinned: fc.uniqueArray(id, { maxLength: 5 }),
    following: fc.boolean(),
    vectorMin: fc.constantFrom(...VECTOR_MINUTES),
    trailMin: fc.constantFrom(...TRAIL_MINUTES),
    chosenRecord: fc.option(
      fc.record({ kind: fc.constantFrom(...RECORD_KINDS), id: fc.stringMatching(/^[a-z0-9-]{1,20}$/) }),
      { nil: undefined },
    ),
    chosenSaid: fc.option(
      fc.record({
        kind: fc.constantFrom('notice' as const, 'station' as const),
        id: fc.constantFrom('1-2800001-area-7', '0-2470001-p41.300_-19.400', '2-992470001-s3'),
      }),
      { nil: undefined },
    ),
    alert: fc.option(fc.nat(99_999), { nil: undefined }),
    replay: anyReplay,
    side: fc.constantFrom('tracks' as const, 'plan' as const),
    board: fc.record({
      rows: fc.constantFrom('units' as const, 'sectors' as const),
      fromMs: fc.option(
        fc.integer({ min: 28_000_000, max: 32_000_000 }).map((minutes) => minutes * 60_000),
        { nil: undefined },
      ),
      spanMs: fc.integer({ min: 60, max: 44_640 }).map((minutes) => minutes * 60_000),
      side: fc.constantFrom('below' as const, 'beside' as const),
      share: fc.integer({ min: 10, max: 90 }).map((percent) => percent / 100),
    }),
  })
  .map(({ alert, replay, ...view }) => ({
    ...view,
    ...(view.workspace === 'replay' && { replay }),
    ...(alert !== undefined && { alert: `1-a${alert}` }),
    layers: view.layers as unknown as LayerChoice,
    // Nobody is followed when nobody is chosen.
    following: view.following && view.selected !== undefined,
    // A track and a record are never chosen together.
    chosenRecord: view.selected === undefined ? view.chosenRecord : undefined,
  }));

describe('a pasted URL', () => {
  test('restores the view that wrote it', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const restored = { ...usual, ...parseView(formatView(view, usual)) };
        for (const key of Object.keys(view) as (keyof UrlView)[]) expect(restored[key]).toEqual(view[key]);
      }),
    );
  });

  test('never throws and never gives what cannot be, whatever it says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(knownKey, fc.oneof(fc.string(), numbers))), (pairs) => {
        const query = pairs.map((pair) => pair.join('=')).join('&');
        const { camera, vectorMin, pinned } = parseView(`?${query}`);
        if (camera !== undefined) expect(Math.abs(camera.lat)).toBeLessThanOrEqual(85);
        if (vectorMin !== undefined) expect(VECTOR_MINUTES).toContain(vectorMin);
        if (pinned !== undefined) expect(pinned.length).toBeLessThanOrEqual(63);
      }),
    );
  });

  test('leaves out what makes no sense and keeps the rest', () => {
    expect(parseView('?w=cellar&c=91,19,7&v=7&p=dusk&sel=<b>&q=%C3%87')).toEqual({
      palette: 'dusk',
      filter: { ...usual.filter, text: 'Ç' },
    });
    expect(parseView('?c=41,19,')).toEqual({});
  });

  test('is short for the usual view', () => {
    expect(formatView(usual, usual)).toBe('?c=41.0000,18.9000,7.60&p=night');
  });
});

describe('the camera of a viewport', () => {
  test('is its middle on the mercator screen, not of its degrees', () => {
    // y(lat) = asinh(tan lat): for 0° and 60° the middle is atan(sinh(asinh(tan 60°) / 2)) = 35.2644° (= atan 1/√2).
    const camera = cameraOf({ west: 10, east: 20, south: 0, north: 60, zoom: 5 }, usual.camera);
    expect(camera.lon).toBe(15);
    expect(camera.lat).toBeCloseTo(35.2644, 4);
  });

  test('crosses the antimeridian', () => {
    expect(cameraOf({ west: 170, east: -170, south: -1, north: 1, zoom: 5 }, usual.camera).lon).toBe(-180);
  });
});
