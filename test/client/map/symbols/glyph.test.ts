import { describe, expect, it } from 'vitest';
import {
  directionDeg,
  Glyph,
  reckonedAfterS,
  type Symbolised,
  signOf,
  glyphOf as symbolOf,
  turns,
} from '../../../../client/map/symbols/glyph.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { ContactState, SourceBits, TrackLife, TrackStateBits } from '../../../../proto/domain/track.ts';

const CARGO = 70;
const SAR = 51;

const glyphOf = (
  kind: number,
  shipType: number,
  state: number,
  directed: boolean,
  more: Partial<Symbolised> = {},
): Glyph => symbolOf({ kind, shipType, state, directed, contact: 0, sources: SourceBits.ais, ...more });

describe('the direction of a symbol', () => {
  it('is the heading before the course', () => {
    expect(directionDeg(90, 100, 12)).toBe(90);
  });
  it('is the course of a ship that makes way without saying its heading', () => {
    expect(directionDeg(Number.NaN, 100, 12)).toBe(100);
    expect(directionDeg(Number.NaN, 100, Number.NaN)).toBe(100);
  });
  it('is absent where the course is only the drift of a receiver at rest', () => {
    expect(directionDeg(Number.NaN, 100, 0.1)).toBeNaN();
  });
  it('is absent where neither is known: none is made up', () => {
    expect(directionDeg(Number.NaN, Number.NaN, 8)).toBeNaN();
  });
});

describe('the symbol of a track', () => {
  it('is activated under way and sleeping at rest', () => {
    expect(glyphOf(TrackKind.classA, CARGO, 0, true)).toBe(Glyph.activated);
    expect(glyphOf(TrackKind.classB, CARGO, TrackStateBits.atRest, true)).toBe(Glyph.sleeping);
  });
  it('has its own form without a direction, and that form does not turn', () => {
    for (const state of [0, TrackStateBits.atRest, TrackStateBits.alarmed]) {
      const glyph = glyphOf(TrackKind.classA, CARGO, state, false);
      expect(glyph).not.toBe(glyphOf(TrackKind.classA, CARGO, state, true));
      expect(turns(glyph)).toBe(false);
    }
  });
  it('is the dangerous target for an alarmed ship and one in distress, even at rest', () => {
    expect(glyphOf(TrackKind.classA, CARGO, TrackStateBits.alarmed | TrackStateBits.atRest, true)).toBe(
      Glyph.dangerous,
    );
    expect(glyphOf(TrackKind.classB, CARGO, TrackStateBits.distress, true)).toBe(Glyph.dangerous);
  });
  it('tells an active locating device from one under test and from a lost one', () => {
    expect(glyphOf(TrackKind.locatingDevice, 0, TrackStateBits.distress, false)).toBe(Glyph.locatingActive);
    expect(glyphOf(TrackKind.locatingDeviceTest, 0, 0, false)).toBe(Glyph.locatingTest);
    expect(glyphOf(TrackKind.locatingDevice, 0, TrackLife.lost, false)).toBe(Glyph.locatingLost);
  });
  it('tells real aids from virtual ones, rescue ships from others, aircraft and base stations', () => {
    expect(glyphOf(TrackKind.atonPhysical, 0, 0, false)).toBe(Glyph.atonPhysical);
    expect(glyphOf(TrackKind.atonVirtual, 0, 0, false)).toBe(Glyph.atonVirtual);
    expect(glyphOf(TrackKind.classA, SAR, 0, true)).toBe(Glyph.sarVessel);
    expect(glyphOf(TrackKind.sarAircraft, 0, 0, true)).toBe(Glyph.sarAircraft);
    expect(glyphOf(TrackKind.baseStation, 0, 0, false)).toBe(Glyph.baseStation);
  });
});

describe('what sensors see', () => {
  it('is the radar target, and with AIS the associated one, turning only where a direction is known', () => {
    expect(glyphOf(TrackKind.seaContact, 0, 0, true, { sources: SourceBits.radar })).toBe(Glyph.radarTracked);
    const sources = SourceBits.ais | SourceBits.radar;
    expect(glyphOf(TrackKind.classA, CARGO, 0, true, { sources })).toBe(Glyph.associated);
    expect(turns(Glyph.associated)).toBe(true);
    expect(glyphOf(TrackKind.classA, CARGO, 0, false, { sources })).toBe(Glyph.associatedNoDirection);
    expect(glyphOf(TrackKind.classA, CARGO, TrackStateBits.atRest, true, { sources })).toBe(
      Glyph.associatedNoDirection,
    );
    expect(glyphOf(TrackKind.classA, CARGO, TrackStateBits.distress, true, { sources })).toBe(
      Glyph.dangerous,
    );
    // Through the neighbour's system, or a camera, as well; a ground sensor's word is no association.
    expect(glyphOf(TrackKind.classA, 0, 0, true, { sources: SourceBits.ais | SourceBits.neighbour })).toBe(
      Glyph.associated,
    );
    expect(glyphOf(TrackKind.classA, 0, 0, true, { sources: SourceBits.ais | SourceBits.unit })).toBe(
      Glyph.activated,
    );
  });

  it('has a form for each kind on land, for units of ours and for aircraft', () => {
    const kinds = Object.entries(TrackKind).filter(([, kind]) => kind >= TrackKind.seaContact);
    const glyphs = kinds.map(([, kind]) => glyphOf(kind, 0, 0, false, { sources: 0 }));
    expect(new Set(glyphs).size).toBe(kinds.length);
    expect(glyphs).not.toContain(Glyph.activatedNoDirection);
  });

  it('is a report of its own where a person made it', () => {
    const manual = { contact: ContactState.manual, sources: SourceBits.person };
    expect(glyphOf(TrackKind.seaContact, 0, 0, false, manual)).toBe(Glyph.reported);
  });

  it('has a sign beside it that says who sends and who does not; a conflict comes first', () => {
    expect(signOf(0, ContactState.none)).toBeUndefined();
    expect(signOf(0, ContactState.uncooperative)).toBeUndefined();
    expect(signOf(0, ContactState.manual)).toBeUndefined();
    expect(signOf(0, ContactState.dark)).toBe(Glyph.markDark);
    expect(signOf(0, ContactState.silent)).toBe(Glyph.markSilent);
    expect(signOf(0, ContactState.unverified)).toBe(Glyph.markUnverified);
    expect(signOf(TrackStateBits.conflict, ContactState.dark)).toBe(Glyph.conflict);
  });
});

describe('a reckoned position', () => {
  it('is called so only of what moves', () => {
    expect(reckonedAfterS(TrackKind.classA, 0)).toBe(15);
    expect(reckonedAfterS(TrackKind.classB, 0)).toBe(45);
    expect(reckonedAfterS(TrackKind.classA, TrackStateBits.atRest)).toBe(0);
    expect(reckonedAfterS(TrackKind.atonPhysical, 0)).toBe(0);
  });
});
