import { describe, expect, it } from 'vitest';
import { geodesicInverse } from '../../../../proto/domain/geodesic.ts';
import { feedId } from '../../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../../proto/domain/observation.ts';
import { ContactState, SourceBits, TrackLife, TrackStateBits } from '../../../../proto/domain/track.ts';
import { metres } from '../../../../proto/domain/units.ts';
import { coast, named, RADAR, RADAR_SETTINGS, type Vessel, whereAt } from '../coast.ts';
import { hasBit, timeAt } from '../observations.ts';

const SHIP = 201_000_001;
const merchant: Vessel = { fromM: 12_000, azimuthDeg: 270, sogKn: 12, cogDeg: 0, ais: { mmsi: SHIP } };
const gofast: Vessel = { fromM: 9000, azimuthDeg: 240, sogKn: 25, cogDeg: 330 };

const whats = (reasons: readonly { what: string }[]) => reasons.map(({ what }) => what);

describe('what a radar sees and AIS says', () => {
  it('is one track under the older id, with an ellipse and the evidence of both', () => {
    const { picture, run, slots } = coast([merchant]);
    run(120);
    expect(slots().map((slot) => picture.detail(slot))).toHaveLength(1);
    const detail = picture.detail(slots()[0]!);
    expect(detail).toMatchObject({
      id: '7-1',
      mmsi: String(SHIP),
      kind: TrackKind.classA,
      life: TrackLife.live,
      sources: SourceBits.ais | SourceBits.radar,
      contact: ContactState.none,
      headingDeg: 0,
    });
    expect(detail.ellipse!.semiMajorM).toBeLessThan(60);
    expect(detail.evidence.map(({ source }) => source)).toEqual(['cape', 'coast']);
  });

  it('without AIS is a contact of its own, without a heading', () => {
    const { picture, run, slots } = coast([gofast]);
    run(90);
    expect(slots()).toHaveLength(1);
    const detail = picture.detail(slots()[0]!);
    expect(detail).toMatchObject({
      kind: TrackKind.seaContact,
      sources: SourceBits.radar,
      evidence: [{ source: 'cape' }],
    });
    expect(detail).not.toHaveProperty('headingDeg');
    expect(detail).not.toHaveProperty('mmsi');
    expect(geodesicInverse(detail, whereAt(gofast, 90))!.distanceM).toBeLessThan(80);
    expect(Math.abs(detail.sogKn! - 25)).toBeLessThan(3);
  });

  it('is one track from the start where AIS was heard before the radar first turned', () => {
    const { picture, run, slots } = coast([{ ...merchant, sogKn: 0, ais: { mmsi: SHIP, untilS: 0 } }]);
    run(50);
    expect(slots()).toHaveLength(1);
    expect(picture.detail(slots()[0]!)).toMatchObject({
      id: '7-1',
      mmsi: String(SHIP),
      sources: SourceBits.ais | SourceBits.radar,
    });
  });

  it('keeps the contact id when AIS comes later, and gives it name and number', () => {
    const { picture, run, slots } = coast([{ ...merchant, ais: { mmsi: SHIP, fromS: 60 } }]);
    run(50);
    const id = picture.id(slots()[0]!);
    run(120, (s) => (s === 100 ? [named(SHIP, 'ALBA', s)] : []));
    expect(slots().map((slot) => picture.id(slot))).toEqual([id]);
    expect(picture.detail(slots()[0]!)).toMatchObject({
      mmsi: String(SHIP),
      kind: TrackKind.classA,
      identity: { name: { value: 'ALBA' } },
    });
    expect(picture.search('ALBA', 5)).toHaveLength(1);
    expect(whats(picture.detail(slots()[0]!).reasons)).toContain('bound');
  });

  it('keeps its name and number when its AIS stops, says since when, and stays live', () => {
    const { picture, run, slots } = coast([{ ...merchant, ais: { mmsi: SHIP, untilS: 120 } }]);
    run(220, (s) => (s === 30 ? [named(SHIP, 'ALBA', s)] : []));
    expect(slots()).toHaveLength(1);
    const detail = picture.detail(slots()[0]!);
    expect(detail).toMatchObject({
      mmsi: String(SHIP),
      identity: { name: { value: 'ALBA' } },
      contact: ContactState.silent,
      silentSinceMs: timeAt(120),
      life: TrackLife.live,
    });
    expect(detail).not.toHaveProperty('headingDeg');
    expect(picture.static(slots()[0]!)).toMatchObject({ silentSinceMs: timeAt(120), name: 'ALBA' });
    expect(whats(detail.reasons)).toContain('silent');
    expect(geodesicInverse(detail, whereAt(merchant, 220))!.distanceM).toBeLessThan(80);
  });

  it('goes on as a contact under its id while its claim is somewhere else and unverified', () => {
    const spoofed: Vessel = { ...merchant, spoof: { fromS: 121, toAzimuthDeg: 90, byM: 5000 } };
    const { picture, run, slots } = coast([spoofed]);
    run(120);
    const id = picture.id(slots()[0]!);
    run(200);
    const details = slots().map((slot) => picture.detail(slot));
    expect(details).toHaveLength(2);
    const radar = details.find((detail) => detail.id === id)!;
    const claim = details.find((detail) => detail.id !== id)!;
    expect(radar).toMatchObject({
      kind: TrackKind.seaContact,
      sources: SourceBits.radar,
      life: TrackLife.live,
    });
    expect(radar).not.toHaveProperty('mmsi');
    expect(geodesicInverse(radar, whereAt(merchant, 200))!.distanceM).toBeLessThan(80);
    expect(whats(radar.reasons)).toContain('unbound');
    expect(claim).toMatchObject({ mmsi: String(SHIP), contact: ContactState.unverified, headingDeg: 0 });
    expect(claim).not.toHaveProperty('ellipse');
    expect(whats(claim.reasons)).toContain('unverified');
  });

  it('is in doubt where a radar promises to see its like and does not, not where it is too small for that', () => {
    const unseen: Vessel = { ...merchant, unseen: true };
    const others = [1, 2, 3].map(
      (n): Vessel => ({ ...merchant, azimuthDeg: 180 + 20 * n, ais: { mmsi: SHIP + n } }),
    );
    for (const [minSizeM, contact] of [
      [50, ContactState.unverified],
      [150, ContactState.none],
    ] as const) {
      const { picture, run, slots } = coast([unseen, ...others]);
      const coverage = { ...RADAR_SETTINGS.coverage!, minSizeM: metres(minSizeM) };
      picture.sensors.configure(RADAR, feedId('radar'), { ...RADAR_SETTINGS, coverage });
      run(200);
      const detail = slots()
        .map((slot) => picture.detail(slot))
        .find(({ mmsi }) => mmsi === String(SHIP))!;
      expect(detail.contact).toBe(contact);
      expect(whats(detail.reasons).includes('unverified')).toBe(contact === ContactState.unverified);
    }
  });

  it('is not in doubt beside what radar sees: two may be one plot', () => {
    // Half a hull apart, on the same course; radar sees one of them.
    const beside: Vessel = { ...merchant, fromM: 12_100, ais: { mmsi: SHIP + 1 }, unseen: true };
    const { picture, run, slots } = coast([merchant, beside]);
    run(200);
    const details = slots().map((slot) => picture.detail(slot));
    expect(details.map(({ mmsi }) => mmsi)).toEqual([String(SHIP), String(SHIP + 1)]);
    for (const { contact } of details) expect(contact).toBe(ContactState.none);
  });

  it('is in doubt no longer once its sensors are no more', () => {
    const { picture, run, slots } = coast([
      { ...merchant, spoof: { fromS: 121, toAzimuthDeg: 90, byM: 5000 } },
    ]);
    run(200);
    picture.tick(timeAt(100));
    expect(slots().map((slot) => picture.detail(slot).contact)).toEqual([ContactState.none]);
  });

  it('is two ships under one number where AIS says so and radar sees both', () => {
    const other: Vessel = { fromM: 20_000, azimuthDeg: 300, sogKn: 9, cogDeg: 180, ais: { mmsi: SHIP } };
    const { picture, run, slots } = coast([merchant, other]);
    run(120);
    const details = slots().map((slot) => picture.detail(slot));
    expect(details.map(({ mmsi, conflict, sources }) => ({ mmsi, conflict, sources }))).toEqual(
      Array(2).fill({ mmsi: String(SHIP), conflict: true, sources: SourceBits.ais | SourceBits.radar }),
    );
  });

  it('is its transmitter alone again once no sensor sees it any more', () => {
    const { picture, run, slots } = coast([{ ...merchant, fromM: 39_000, sogKn: 40, cogDeg: 270 }]);
    run(60);
    expect(picture.detail(slots()[0]!).ellipse).toBeDefined();
    run(400);
    expect(slots()).toHaveLength(1);
    const detail = picture.detail(slots()[0]!);
    expect(detail).not.toHaveProperty('ellipse');
    expect(detail).toMatchObject({
      id: '7-1',
      life: TrackLife.live,
      observedMs: timeAt(400),
      contact: ContactState.none,
    });
  });

  it('is an uncooperative contact where others are heard and it is not', () => {
    const others: Vessel[] = [0, 1, 2].map((i) => ({
      ...merchant,
      fromM: 8000 + 1500 * i,
      azimuthDeg: 235 + 5 * i,
      ais: { mmsi: SHIP + i },
    }));
    const { picture, run, slots } = coast([gofast, ...others], { registrationAllowed: false });
    run(150);
    const contact = slots()
      .map((slot) => picture.detail(slot))
      .find(({ mmsi }) => mmsi === undefined)!;
    expect(contact).toMatchObject({ contact: ContactState.uncooperative, kind: TrackKind.seaContact });
    expect(contact.reasons.at(-1)).toMatchObject({ what: 'uncooperative', threshold: 0.5 });
  });

  it('is none of that where no AIS is heard at all', () => {
    const { picture, run, slots } = coast([gofast]);
    run(300);
    expect(picture.detail(slots()[0]!).contact).toBe(ContactState.none);
  });

  it('that switched its Class A off where it would be heard is dark after five minutes, under its name', () => {
    const off: Vessel = { ...merchant, sogKn: 5, ais: { mmsi: SHIP, untilS: 120 } };
    const other: Vessel = { ...merchant, fromM: 13_000, sogKn: 5, ais: { mmsi: SHIP + 1 } };
    const { picture, run, slots } = coast([off, other], { registrationAllowed: false });
    run(419);
    const slot = slots().find((one) => picture.detail(one).mmsi === String(SHIP))!;
    expect(picture.detail(slot)).toMatchObject({ contact: ContactState.silent, silentSinceMs: timeAt(120) });
    run(422);
    expect(picture.detail(slot)).toMatchObject({
      contact: ContactState.dark,
      mmsi: String(SHIP),
      silentSinceMs: timeAt(120),
      life: TrackLife.live,
    });
    expect(picture.detail(slot).reasons.at(-1)).toMatchObject({ what: 'dark', by: 'Class A' });
  });

  it('coasts, is lost and goes when nobody sees it any more', () => {
    const { picture, run, slots } = coast([gofast]);
    run(60);
    const slot = slots()[0]!;
    let coasted = false;
    for (let s = 61; s < 200 && picture.alive(slot); s++) {
      picture.apply({
        type: 'scan',
        sensorId: RADAR,
        feedId: feedId('radar'),
        nature: Nature.real,
        observedMs: timeAt(s),
        receivedMs: timeAt(s),
      });
      picture.tick(timeAt(s));
      coasted ||= hasBit(picture, slot, TrackStateBits.coasting);
    }
    expect(coasted).toBe(true);
    expect(picture.detail(slot).life).toBe(TrackLife.lost);
    picture.tick(timeAt(600));
    expect(picture.alive(slot)).toBe(false);
  });

  it('is the same picture, byte for byte, from the same observations', () => {
    const run = () => {
      const one = coast([merchant, gofast, { ...merchant, azimuthDeg: 250, ais: { mmsi: 7, untilS: 60 } }]);
      one.run(150);
      const { picture } = one;
      return JSON.stringify([
        one.slots().map((slot) => [picture.detail(slot), picture.trail(slot)]),
        picture.sensors.list(),
      ]);
    };
    expect(run()).toBe(run());
  });
});
