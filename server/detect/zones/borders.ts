/** Over the border of a zone: in, out, and through between two reports. */
import { zoneBorder, zoneConduct } from '../../../proto/domain/alert/thresholds/zones.table.ts';
import { distanceM } from '../../../proto/domain/geo.ts';
import { borderCrossings } from '../../../proto/domain/shapes/border.ts';
import { contains } from '../../../proto/domain/shapes/prepared.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { motionClues, tell } from './finding.ts';
import { Stay, type Visitor } from './stay.ts';
import type { ZoneInForce } from './zonesinforce.ts';

/** Nearer than this no two reports tell a speed. */
const SHORTEST_JUMP_M = 500;

/** Slower than what counts as moving; what says no speed moves. */
export const isLying = (watch: Watch, thing: Thing): boolean =>
  thing.sogKn < watch.values(zoneBorder, thing.class).lyingKn;

/** From one place to the next no way led: it jumped, or nobody knows. */
export function isUnknownWay(watch: Watch, visitor: Visitor, thing: Thing): 'jump' | 'gap' | undefined {
  const wayM = wayOf(visitor, thing);
  const seconds = (thing.ms - visitor.ms) / 1000;
  const { jumpKn, gapS } = watch.values(zoneBorder, thing.class);
  if (wayM > SHORTEST_JUMP_M && wayM * 3600 > jumpKn * 1852 * seconds) return 'jump';
  return seconds > gapS ? 'gap' : undefined;
}

const wayOf = (visitor: Visitor, thing: Thing): number =>
  distanceM(
    { lat: degrees(visitor.lat), lon: degrees(visitor.lon) },
    { lat: degrees(thing.lat), lon: degrees(thing.lon) },
  );

/** How it came into a zone in which it was not when it was heard of before. */
export function stayAfter(watch: Watch, visitor: Visitor, thing: Thing, zone: ZoneInForce): Stay {
  const { shape } = zone.zone;
  const here = { lat: thing.lat, lon: thing.lon };
  // The zone became active, its time came, or it was drawn around it.
  if (contains(shape, visitor.lat, visitor.lon)) return new Stay(zone, 'there', thing.ms, here);
  if (isUnknownWay(watch, visitor, thing) === 'jump') return new Stay(zone, 'there', thing.ms, here);
  const [over] = borderCrossings(shape, { lat: visitor.lat, lon: visitor.lon }, here);
  if (!over) return new Stay(zone, 'seen', thing.ms, here);
  const overMs = visitor.ms + over.part * (thing.ms - visitor.ms);
  return new Stay(zone, 'seen', Math.round(overMs), { lat: over.lat, lon: over.lon });
}

/** It is in for certain now. */
export function entered(watch: Watch, stay: Stay, thing: Thing): void {
  stay.isCertain = true;
  if (stay.cameIn === 'there') return;
  const rule = stay.zone.ruleFor('entry', thing);
  if (!rule) return;
  const insideM = stay.zone.borderM(thing);
  const name = tell(watch, 'zoneEntry', thing, stay.zone, rule, {
    onsetMs: stay.sinceMs,
    measured: { value: insideM, unit: 'm' },
    threshold: { value: 0, unit: 'm' },
    evidence: [
      {
        what: stay.cameIn === 'appeared' ? 'appearedInside' : 'entered',
        atMs: epochMs(stay.sinceMs),
        place: stay.place,
      },
      ...motionClues(thing),
    ],
  });
  if (name !== undefined) stay.raised.set('zoneEntry', name);
}

/** It is out for certain: everything about its stay is over. */
export function left(watch: Watch, stay: Stay, thing: Thing, isKnownWay: boolean): void {
  over(watch, stay);
  if (!stay.isCertain || !isKnownWay) return;
  const rule = stay.zone.ruleFor('exit', thing);
  if (!rule) return;
  const leftMs = stay.outsideMs ?? thing.ms;
  tell(watch, 'zoneExit', thing, stay.zone, rule, {
    onsetMs: leftMs,
    measured: { value: stay.zone.borderM(thing), unit: 'm' },
    threshold: { value: watch.values(zoneBorder, thing.class, [stay.zone.id]).edgeM, unit: 'm' },
    evidence: [
      { what: 'left', atMs: epochMs(leftMs) },
      { what: 'stayed', measure: { value: (leftMs - stay.sinceMs) / 1000, unit: 's' } },
      ...motionClues(thing),
    ],
    holdsMs: watch.values(zoneConduct).toldS * 1000,
  });
}

/** What was raised of a stay is no longer so. */
export function over(watch: Watch, stay: Stay): void {
  for (const [kind, name] of stay.raised) watch.clear(kind, name);
  stay.raised.clear();
}

/** In and out again between two reports, by a way that is known. */
export function passed(watch: Watch, visitor: Visitor, thing: Thing, zone: ZoneInForce): void {
  const entry = zone.ruleFor('entry', thing);
  const exit = zone.ruleFor('exit', thing);
  if (!entry && !exit) return;
  const over = borderCrossings(zone.zone.shape, { lat: visitor.lat, lon: visitor.lon }, thing);
  const [into] = over;
  const out = over.at(-1);
  if (!into || !out || over.length < 2 || isUnknownWay(watch, visitor, thing)) return;
  const wayMs = thing.ms - visitor.ms;
  const [intoMs, outMs] = [into, out].map(({ part }) => Math.round(visitor.ms + part * wayMs)) as [
    number,
    number,
  ];
  const told = {
    measured: { value: (out.part - into.part) * wayOf(visitor, thing), unit: 'm' },
    threshold: { value: 0, unit: 'm' },
    evidence: [
      { what: 'entered', atMs: epochMs(intoMs), place: { lat: into.lat, lon: into.lon } },
      { what: 'left', atMs: epochMs(outMs), place: { lat: out.lat, lon: out.lon } },
      ...motionClues(thing),
    ],
    holdsMs: watch.values(zoneConduct).toldS * 1000,
  } as const;
  if (entry) tell(watch, 'zoneEntry', thing, zone, entry, { ...told, onsetMs: intoMs });
  if (exit) tell(watch, 'zoneExit', thing, zone, exit, { ...told, onsetMs: outMs });
}
