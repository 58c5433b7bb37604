/** What something does in a zone: stays, speeds, anchors, loiters, is not on its list. */

import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import { zoneConduct } from '../../../proto/domain/alert/thresholds/zones.table.ts';
import { distanceM } from '../../../proto/domain/geo.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { motionClues, tell } from './finding.ts';
import type { Stay } from './stay.ts';
import type { RuleInForce } from './zonesinforce.ts';

/** ITU-R M.1371-5 table 45. */
const AT_ANCHOR = 1;
const LOITERING_EVERY_MS = 60_000;

/** Everything that a stay's rules ask, at each report of a thing that is in for certain. */
export function lookAtConduct(watch: Watch, stay: Stay, thing: Thing): void {
  for (const kind of KINDS) {
    const rule = stay.zone.ruleFor(kind, thing);
    if (rule) LOOK[kind](watch, stay, thing, rule);
    else drop(watch, stay, ALERTS[kind]);
  }
}

const KINDS = ['presence', 'speed', 'anchoring', 'loitering', 'notListed'] as const;
const ALERTS = {
  presence: 'zonePresence',
  speed: 'zoneSpeed',
  anchoring: 'zoneAnchoring',
  loitering: 'zoneLoitering',
  notListed: 'zoneNotListed',
} as const;
type Look = (watch: Watch, stay: Stay, thing: Thing, rule: RuleInForce) => void;

function drop(watch: Watch, stay: Stay, kind: AlertKind): void {
  const name = stay.raised.get(kind);
  if (name === undefined) return;
  stay.raised.delete(kind);
  watch.clear(kind, name);
}

const presence: Look = (watch, stay, thing, rule) => {
  if (stay.raised.has('zonePresence')) return;
  const insideS = (thing.ms - stay.sinceMs) / 1000;
  const limitS = (rule.rule.afterMin ?? 0) * 60;
  if (insideS < limitS) return;
  const name = tell(watch, 'zonePresence', thing, stay.zone, rule, {
    onsetMs: stay.sinceMs + limitS * 1000,
    measured: { value: insideS, unit: 's' },
    threshold: { value: limitS, unit: 's' },
    evidence: [
      { what: 'insideSince', atMs: epochMs(stay.sinceMs), place: stay.place },
      ...motionClues(thing),
    ],
  });
  if (name !== undefined) stay.raised.set('zonePresence', name);
};

const speed: Look = (watch, stay, thing, rule) => {
  const { sogKn } = thing;
  if (Number.isNaN(sogKn)) return;
  const { speedS, marginKn } = watch.values(zoneConduct, thing.class, [stay.zone.id]);
  const { maxKn = Number.POSITIVE_INFINITY, minKn = Number.NEGATIVE_INFINITY } = rule.rule;
  const isRaised = stay.raised.has('zoneSpeed');
  if (sogKn <= maxKn + marginKn && sogKn >= minKn - marginKn) {
    stay.offSpeedMs = undefined;
    stay.onSpeedMs ??= thing.ms;
    if (isRaised && thing.ms - stay.onSpeedMs >= speedS * 1000) drop(watch, stay, 'zoneSpeed');
    return;
  }
  stay.onSpeedMs = undefined;
  stay.offSpeedMs ??= thing.ms;
  const offS = (thing.ms - stay.offSpeedMs) / 1000;
  if (offS < speedS) return;
  const name = tell(watch, 'zoneSpeed', thing, stay.zone, rule, {
    onsetMs: stay.offSpeedMs,
    measured: { value: sogKn, unit: 'kn' },
    threshold: { value: sogKn > maxKn ? maxKn : minKn, unit: 'kn' },
    evidence: [
      { what: sogKn > maxKn ? 'fasterSince' : 'slowerSince', atMs: epochMs(stay.offSpeedMs) },
      { what: 'insideSince', atMs: epochMs(stay.sinceMs), place: stay.place },
    ],
  });
  if (name !== undefined) stay.raised.set('zoneSpeed', name);
};

const anchoring: Look = (watch, stay, thing, rule) => {
  const { stillKn, stillM, stillS, anchoredS } = watch.values(zoneConduct, thing.class, [stay.zone.id]);
  const here = { lat: degrees(thing.lat), lon: degrees(thing.lon) };
  const movedM = stay.stillAt
    ? distanceM({ lat: degrees(stay.stillAt.lat), lon: degrees(stay.stillAt.lon) }, here)
    : 0;
  const isRaised = stay.raised.has('zoneAnchoring');
  // Raised once it takes twice as much to be under way again: a swing at anchor is none.
  if (movedM > stillM * (isRaised ? 2 : 1) || thing.sogKn >= stillKn * (isRaised ? 4 : 1)) {
    stay.stillMs = undefined;
    stay.stillAt = undefined;
    drop(watch, stay, 'zoneAnchoring');
    return;
  }
  if (Number.isNaN(thing.sogKn) && stay.stillAt === undefined) return;
  stay.stillMs ??= thing.ms;
  stay.stillAt ??= here;
  if (isRaised) return;
  const saysSo = thing.navStatus === AT_ANCHOR;
  const limitS = saysSo ? anchoredS : stillS;
  const sinceS = (thing.ms - stay.stillMs) / 1000;
  if (sinceS < limitS) return;
  const name = tell(watch, 'zoneAnchoring', thing, stay.zone, rule, {
    onsetMs: stay.stillMs,
    measured: { value: sinceS, unit: 's' },
    threshold: { value: limitS, unit: 's' },
    evidence: [
      { what: 'stoppedSince', atMs: epochMs(stay.stillMs), place: stay.stillAt },
      { what: 'stayedWithin', measure: { value: movedM, unit: 'm' } },
      ...(saysSo ? [{ what: 'saysAnchored' }] : []),
      ...(Number.isNaN(thing.sogKn)
        ? []
        : [{ what: 'speed', measure: { value: thing.sogKn, unit: 'kn' } } as const]),
    ],
  });
  if (name !== undefined) stay.raised.set('zoneAnchoring', name);
};

/** To and fro: much way made, and never far from where it began. */
const loitering: Look = (watch, stay, thing, rule) => {
  if (thing.ms < stay.loiterDueMs) return;
  stay.loiterDueMs = thing.ms + LOITERING_EVERY_MS;
  const { loiteringS, loiteringRatio, loiteringM } = watch.values(zoneConduct, thing.class, [stay.zone.id]);
  const limitS = rule.rule.afterMin === undefined ? loiteringS : rule.rule.afterMin * 60;
  const { trace } = thing;
  const insideS = (thing.ms - stay.sinceMs) / 1000;
  // More than is remembered is asked of what is remembered.
  const first = insideS < limitS ? undefined : (trace.back(limitS * 1000) ?? trace.count - 1);
  if (first === undefined) return;
  const began = trace.position(first);
  let wayM = 0;
  let farM = 0;
  for (let i = first; i > 0; i--) {
    const next = trace.position(i - 1);
    wayM += distanceM(trace.position(i), next);
    farM = Math.max(farM, distanceM(began, next));
  }
  const isIt = wayM >= loiteringM && wayM >= loiteringRatio * farM;
  if (!isIt) {
    drop(watch, stay, 'zoneLoitering');
    return;
  }
  const name = tell(watch, 'zoneLoitering', thing, stay.zone, rule, {
    onsetMs: trace.ms(first),
    measured: { value: insideS, unit: 's' },
    threshold: { value: limitS, unit: 's' },
    evidence: [
      { what: 'insideSince', atMs: epochMs(stay.sinceMs), place: stay.place },
      { what: 'wayMade', measure: { value: wayM, unit: 'm' } },
      { what: 'neverFartherThan', measure: { value: farM, unit: 'm' } },
    ],
  });
  if (name !== undefined) stay.raised.set('zoneLoitering', name);
};

/** Those on the list are the rule's exceptions: it is not for them. */
const notListed: Look = (watch, stay, thing, rule) => {
  if (stay.raised.has('zoneNotListed')) return;
  const limitS = watch.values(zoneConduct, thing.class, [stay.zone.id]).unlistedS;
  const insideS = (thing.ms - stay.sinceMs) / 1000;
  if (insideS < limitS) return;
  const name = tell(watch, 'zoneNotListed', thing, stay.zone, rule, {
    onsetMs: stay.sinceMs,
    measured: { value: insideS, unit: 's' },
    threshold: { value: limitS, unit: 's' },
    evidence: [
      { what: 'insideSince', atMs: epochMs(stay.sinceMs), place: stay.place },
      { what: 'listed', measure: { value: rule.except.size, unit: 'count' } },
      ...(thing.called === undefined ? [] : [{ what: 'saysItIs', text: thing.called }]),
      ...motionClues(thing),
    ],
  });
  if (name !== undefined) stay.raised.set('zoneNotListed', name);
};

const LOOK: Readonly<Record<(typeof KINDS)[number], Look>> = {
  presence,
  speed,
  anchoring,
  loitering,
  notListed,
};
