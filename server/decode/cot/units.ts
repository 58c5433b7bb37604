/** What a Cursor on Target event says of a unit of ours: position, motion, and its distress button. */
import type { Frame } from '../../../proto/domain/frame.ts';
import { Nature, TrackKind, type UnitObservation } from '../../../proto/domain/observation.ts';
import { degrees, epochMs, metres, metresPerSecondToKnots } from '../../../proto/domain/units.ts';
import { believedTime } from '../statedtime.ts';
import { visibleText } from '../visibletext.ts';
import { attributeOf, type CotEvent, decimal, detailOf, OWN_UID } from './event.ts';

/** Units and alarms remembered; the one heard longest ago is forgotten for another. */
export const MAX_UNITS = 4096;
/** A longer call sign or team is shortened. */
const MAX_TEXT = 256;
type Kind = UnitObservation['kind'];

/** Friendly atoms, the longest match first (CoT type tree, after MIL-STD-2525B). Installations are no units. */
const KINDS: readonly (readonly [string, Kind])[] = [
  ['a-f-G-E', TrackKind.unitVehicle],
  ['a-f-G-U-C-V', TrackKind.unitAircraft],
  ['a-f-G', TrackKind.unitFoot],
  ['a-f-A', TrackKind.unitAircraft],
  ['a-f-F-A', TrackKind.unitAircraft],
  ['a-f-F-N', TrackKind.unitVessel],
  ['a-f-F', TrackKind.unitFoot],
  ['a-f-S', TrackKind.unitVessel],
  ['a-f-U', TrackKind.unitVessel],
];
const INSTALLATION = 'a-f-G-I';

const startsWithAtoms = (type: string, atoms: string): boolean =>
  type === atoms || type.startsWith(`${atoms}-`);

/** What sort of unit a type means; undefined: none of ours. */
export function unitKind(type: string): Kind | undefined {
  if (startsWithAtoms(type, INSTALLATION)) return undefined;
  return KINDS.find(([atoms]) => startsWithAtoms(type, atoms))?.[1];
}

/** `true`: pressed; `false`: it is over; undefined: nothing is said of it. */
export function distressOf(event: CotEvent): boolean | undefined {
  const emergency = detailOf(event, 'emergency');
  if (event.type === 'b-a-o-can' || emergency?.attributes.cancel === 'true') return false;
  if (emergency === undefined) return startsWithAtoms(event.type, 'b-a-o') ? true : undefined;
  // somebody crossed a line that somebody drew: no call for help
  return /geo-?fence/i.test(emergency.attributes.type ?? '') ? undefined : true;
}

/** Simulated by a machine, or sent in an exercise or a simulation (CoT base schema, `how` and `opex`). */
export const natureOf = (event: CotEvent, frame: Frame): Nature =>
  /^m-s(-|$)/.test(event.how) || /^[es](-|$)/.test(event.opex ?? '') ? Nature.synthetic : frame.nature;

/** Remembers units, so that an alarm or its end, which often says only whose it is, has its kind and place. */
export class Units {
  readonly #units = new Map<string, UnitObservation>();
  /** The unit of an alarm, by the alarm's uid: its cancellation repeats only that. */
  readonly #alarms = new Map<string, string>();

  /** The observation, or undefined where the event is not of a unit of ours, or is one that we sent ourselves. */
  observe(event: CotEvent, frame: Frame): UnitObservation | undefined {
    if (event.uid.startsWith(OWN_UID)) return undefined;
    const kind = unitKind(event.type);
    if (kind !== undefined) return this.#said(event, frame, event.uid, kind);
    const distress = distressOf(event);
    if (distress === undefined) return undefined;
    const uid = this.#ownerOf(event);
    const known = this.#units.get(uid);
    const linked = event.detail.find(({ name, attributes }) => name === 'link' && attributes.uid === uid);
    return this.#said(
      event,
      frame,
      uid,
      known?.kind ?? unitKind(linked?.attributes.type ?? '') ?? TrackKind.unitFoot,
      known,
    );
  }

  /** Whose alarm it is: the parent that it links to; or what its uid says, which TAK makes of the unit's. */
  #ownerOf(event: CotEvent): string {
    const parent = event.detail.find(
      ({ name, attributes }) => name === 'link' && attributes.relation === 'p-p' && attributes.uid,
    )?.attributes.uid;
    const owner = parent ?? this.#alarms.get(event.uid) ?? event.uid.replace(/-9-1-1$/, '');
    remember(this.#alarms, ownText(event.uid), ownText(owner));
    return owner;
  }

  /** @param known of an alarm: what the unit last said itself */
  #said(event: CotEvent, frame: Frame, uid: string, kind: Kind, known?: UnitObservation): UnitObservation {
    const observedMs = believedTime(event.timeMs + frame.timeShiftMs, frame.receivedMs);
    const nowhere = event.lat === 0 && event.lon === 0;
    const at = nowhere && known !== undefined ? known : place(event);
    const callSign = known?.callSign ?? ownText(callSignOf(event));
    const team = ownText(attributeOf(event, '__group', 'name')) ?? known?.team;
    const speedMps = decimal(attributeOf(event, 'track', 'speed'));
    const courseDeg = decimal(attributeOf(event, 'track', 'course'));
    const distress = distressOf(event);
    const said: UnitObservation = {
      type: 'unit',
      feedId: frame.feedId,
      nature: natureOf(event, frame),
      observedMs: epochMs(observedMs),
      receivedMs: frame.receivedMs,
      uid: ownText(uid),
      kind,
      lat: at.lat,
      lon: at.lon,
      ...(at.sigmaM !== undefined && { sigmaM: at.sigmaM }),
      ...(at.altM !== undefined && { altM: at.altM }),
      ...(callSign !== undefined && { callSign }),
      ...(team !== undefined && { team }),
      ...(isSpeed(speedMps) && { sogKn: metresPerSecondToKnots(speedMps) }),
      ...(isCourse(courseDeg) && { cogDeg: degrees(courseDeg % 360) }),
      // an alarm's own end is not the unit's
      staleMs: known?.staleMs ?? epochMs(observedMs + (event.staleMs - event.timeMs)),
      ...(distress !== undefined && { distress }),
    };
    if (known === undefined) remember(this.#units, said.uid, said);
    return said;
  }
}

/** An alarm is called after its unit, with `-Alert` behind; what stands in `<emergency>` is the unit's own call sign. */
function callSignOf(event: CotEvent): string | undefined {
  const own = event.type.startsWith('a-') ? undefined : detailOf(event, 'emergency')?.text.trim();
  return own || attributeOf(event, 'contact', 'callsign')?.replace(/-Alert$/, '');
}

/** Text that may be kept and shown: short, readable, and no part of the document that it stood in, which is let go. */
function ownText<T extends string | undefined>(text: T): T;
function ownText(text: string | undefined): string | undefined {
  return text && Buffer.from(visibleText(text, MAX_TEXT)).toString();
}

const place = (event: CotEvent) => ({
  lat: degrees(event.lat),
  lon: degrees(event.lon),
  ...(event.ceM !== undefined && event.ceM > 0 && { sigmaM: metres(event.ceM) }),
  ...(event.haeM !== undefined && { altM: metres(event.haeM) }),
});

/** Some devices write -1 for "not moving, or not known"; nothing of ours moves at 2000 m/s. */
const isSpeed = (value: number | undefined): value is number =>
  value !== undefined && value >= 0 && value < 2000;
const isCourse = (value: number | undefined): value is number =>
  value !== undefined && value >= 0 && value <= 360;

function remember<T>(table: Map<string, T>, key: string, value: T): void {
  table.delete(key);
  table.set(key, value);
  if (table.size <= MAX_UNITS) return;
  for (const oldest of table.keys()) {
    table.delete(oldest);
    return;
  }
}
