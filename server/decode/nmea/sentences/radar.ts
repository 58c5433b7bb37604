/** The sentences of a radar: tracked targets and the radar's own state (IEC 61162-1). */
import type { Fields } from './fields.ts';
import type { MotionReference, Osd, Reference, Rsd, TargetStatus, Tlb, Tll, Ttd, Ttm } from './messages.ts';

/** Farther than any radar on the water sees, m. */
const MOST_RANGE_M = 1_000_000;
const MOST_SPEED_KN = 1000;
const MOST_TARGET = 9999;
/** Radars divide by speeds near nothing: any number that is one. */
const MOST_TCPA_MIN = 1e12;
/** Labels in one TLB: as many as fit into a line. */
const MOST_BITS = 6 * 1024;

const REFERENCES: Readonly<Record<string, Reference>> = { T: 'true', R: 'relative' };
const STATUSES: Readonly<Record<string, TargetStatus>> = { T: 'tracking', Q: 'acquiring', L: 'lost' };
const ACQUISITIONS = { A: 'automatic', M: 'manual', R: 'reported' } as const;
const REFERENCE_TARGET = { R: true } as const;
const MOTION_REFERENCES: Readonly<Record<string, MotionReference>> = {
  B: 'bottom',
  M: 'manual',
  W: 'water',
  R: 'radar',
  P: 'positioning',
};
const DISPLAYS = { C: 'course', H: 'head', N: 'north' } as const;
const VALIDITY = { A: true, V: false } as const;

/** `TTM,number,range,bearing,T|R,speed,course,T|R,CPA,TCPA,K|N|S,name,L|Q|T,R,hhmmss.ss,A|M|R`. */
export function readTtm(talker: string, fields: Fields): Ttm | undefined {
  const unit = fields.rangeUnit(10);
  const targetNumber = fields.integer(1, 'the target number', 0, MOST_TARGET);
  if (targetNumber === undefined) return fields.refuse('no target number');
  const rangeM = fields.scaled(2, 'the range', MOST_RANGE_M, unit?.metres);
  const bearingDeg = fields.direction(3, 'the bearing');
  const bearingReference = fields.code(4, 'the bearing reference', REFERENCES);
  if (bearingDeg !== undefined && bearingReference === undefined)
    return fields.refuse('a bearing neither true nor relative');
  return {
    sentence: 'TTM',
    talker,
    targetNumber,
    rangeM,
    rangeStepM: rangeM === undefined || unit === undefined ? undefined : fields.step(2) * unit.metres,
    bearingDeg,
    bearingStepDeg: bearingDeg === undefined ? undefined : fields.step(3),
    bearingReference,
    speedKn: fields.scaled(5, 'the speed', MOST_SPEED_KN, unit?.knots),
    courseDeg: fields.direction(6, 'the course'),
    courseReference: fields.code(7, 'the course reference', REFERENCES),
    cpaM: fields.scaled(8, 'the closest distance', MOST_RANGE_M, unit?.metres),
    tcpaMin: fields.decimal(9, 'the time of the closest distance', -MOST_TCPA_MIN, MOST_TCPA_MIN),
    name: fields.text(11),
    status: fields.code(12, 'the status', STATUSES),
    reference: fields.code(13, 'the reference target', REFERENCE_TARGET) ?? false,
    timeOfDayMs: fields.timeOfDayMs(14),
    acquisition: fields.code(15, 'the acquisition', ACQUISITIONS),
  };
}

/** `TLL,number,ddmm.mm,N|S,dddmm.mm,E|W,name,hhmmss.ss,L|Q|T,R`. */
export function readTll(talker: string, fields: Fields): Tll {
  return {
    sentence: 'TLL',
    talker,
    targetNumber: fields.integer(1, 'the target number', 0, MOST_TARGET),
    lat: fields.lat(2),
    lon: fields.lon(4),
    name: fields.text(6),
    timeOfDayMs: fields.timeOfDayMs(7),
    status: fields.code(8, 'the status', STATUSES),
    reference: fields.code(9, 'the reference target', REFERENCE_TARGET) ?? false,
  };
}

/** `TLB,number,label,…`. */
export function readTlb(talker: string, fields: Fields): Tlb | undefined {
  if (fields.count < 3 || fields.count % 2 === 0) return fields.refuse('labels and numbers do not pair');
  const labels: { targetNumber: number; label: string | undefined }[] = [];
  for (let i = 1; i < fields.count; i += 2) {
    const targetNumber = fields.integer(i, 'the target number', 0, MOST_TARGET);
    if (targetNumber === undefined) return fields.refuse('no target number');
    labels.push({ targetNumber, label: fields.text(i + 1) });
  }
  return { sentence: 'TLB', talker, labels };
}

/** `TTD,total,number,sequence,bits,fill`, both counts hexadecimal, bits six to a character as in a VDM. */
export function readTtd(talker: string, fields: Fields): Ttd | undefined {
  const total = fields.hexadecimal(1, 'the number of sentences');
  const number = fields.hexadecimal(2, 'the sentence number');
  const sequenceId = fields.integer(3, 'the sequence number', 0, 9);
  const fillBits = fields.integer(5, 'the fill bits', 0, 5) ?? 0;
  if (total === undefined || number === undefined) return undefined;
  if (number < 1 || number > total) return fields.refuse('a sentence number out of its total');
  let bits = '';
  for (const character of fields.raw(4)) {
    const value = sixBits(character.charCodeAt(0));
    if (value < 0) return fields.refuse('a character that no payload has');
    bits += value.toString(2).padStart(6, '0');
  }
  if (bits.length < fillBits || bits.length > MOST_BITS) return fields.refuse('more fill bits than bits');
  return { sentence: 'TTD', talker, total, number, sequenceId, bits: bits.slice(0, bits.length - fillBits) };
}

/** IEC 61162-1 table of six-bit field encoding; -1 for other characters. */
function sixBits(code: number): number {
  if (code >= 48 && code <= 87) return code - 48;
  return code >= 96 && code <= 119 ? code - 56 : -1;
}

/** `OSD,heading,A|V,course,B|M|W|R|P,speed,B|M|W|R|P,set,drift,K|N|S`. */
export function readOsd(talker: string, fields: Fields): Osd {
  const knots = fields.rangeUnit(9)?.knots;
  return {
    sentence: 'OSD',
    talker,
    headingDeg: fields.direction(1, 'the heading'),
    headingValid: fields.code(2, 'the heading status', VALIDITY),
    courseDeg: fields.direction(3, 'the course'),
    courseReference: fields.code(4, 'the course reference', MOTION_REFERENCES),
    speedKn: fields.scaled(5, 'the speed', MOST_SPEED_KN, knots),
    speedReference: fields.code(6, 'the speed reference', MOTION_REFERENCES),
    setDeg: fields.direction(7, 'the set'),
    driftKn: fields.scaled(8, 'the drift', MOST_SPEED_KN, knots),
  };
}

/** `RSD,` two origins with range marker and bearing line, cursor, range scale, `K|N|S,C|H|N`. */
export function readRsd(talker: string, fields: Fields): Rsd {
  const metres = fields.rangeUnit(12)?.metres;
  const range = (index: number, name: string) => fields.scaled(index, name, MOST_RANGE_M, metres);
  return {
    sentence: 'RSD',
    talker,
    origin1RangeM: range(1, 'range of origin 1'),
    origin1BearingDeg: fields.direction(2, 'bearing of origin 1'),
    rangeMarker1M: range(3, 'range marker 1'),
    bearingLine1Deg: fields.direction(4, 'bearing line 1'),
    origin2RangeM: range(5, 'range of origin 2'),
    origin2BearingDeg: fields.direction(6, 'bearing of origin 2'),
    rangeMarker2M: range(7, 'range marker 2'),
    bearingLine2Deg: fields.direction(8, 'bearing line 2'),
    cursorRangeM: range(9, 'the range of the cursor'),
    cursorBearingDeg: fields.direction(10, 'the bearing of the cursor'),
    rangeScaleM: range(11, 'the range scale'),
    up: fields.code(13, 'the display', DISPLAYS),
  };
}
