/** Any sentence from what it says, exactly: the way back of `SentenceReader`. Without line ends. */

import { withChecksum } from '../../ais/encode.ts';
import { ARMOUR } from '../../ais/sixbit.ts';
import { CATEGORIES, FIRST_TELECOMMANDS, FORMATS, NATURES, SECOND_TELECOMMANDS } from './dsc.table.ts';
import { exactDate, exactLatLon, exactNumber, exactTime, inOneUnit } from './exact.ts';
import { escaped } from './fieldtext.ts';
import type { Dsc, Mode, NmeaSentence, Rsd, Ttd, Ttm } from './messages.ts';
import { encodeAbk, encodeAlr, encodeRequest } from './writetransponder.ts';

/** One sentence; several for ABM and BBM. Throws a RangeError for what no sentence says. */
export function rewriteSentence(said: NmeaSentence): readonly string[] {
  if (said.sentence === 'ABM' || said.sentence === 'BBM') return encodeRequest(said);
  if (said.sentence === 'ABK') return [encodeAbk(said)];
  if (said.sentence === 'ALR') return [encodeAlr(said)];
  const start = said.sentence === 'TTD' ? '!' : '$';
  return [withChecksum([`${start}${said.talker}${said.sentence}`, ...fieldsOf(said)].join(','))];
}

type Simple = Exclude<NmeaSentence, { sentence: 'ABM' | 'BBM' | 'ABK' | 'ALR' }>;

function fieldsOf(said: Simple): readonly (string | number)[] {
  const n = exactNumber;
  switch (said.sentence) {
    case 'TTM':
      return trackedTarget(said);
    case 'TLL':
      return [
        ...[numbered(said.targetNumber), ...exactLatLon(said.lat, said.lon), escaped(said.name)],
        ...[exactTime(said.timeOfDayMs), letter(said.status), said.reference ? 'R' : ''],
      ];
    case 'TLB':
      return said.labels.flatMap(({ targetNumber, label }) => [String(targetNumber), escaped(label)]);
    case 'TTD':
      return targetData(said);
    case 'OSD': {
      const { letter: unit, knots } = inOneUnit({ metres: [], knots: [said.speedKn, said.driftKn] });
      return [
        ...[n(said.headingDeg), valid(said.headingValid), n(said.courseDeg), letter(said.courseReference)],
        ...[knots[0]!, letter(said.speedReference), n(said.setDeg), knots[1]!, unit],
      ];
    }
    case 'RSD':
      return display(said);
    case 'RMC':
      return [
        ...[
          exactTime(said.timeOfDayMs),
          valid(said.valid),
          ...exactLatLon(said.lat, said.lon),
          n(said.sogKn),
        ],
        ...[n(said.cogDeg), exactDate(said.dateMs), ...eastward(said.variationDeg), mode(said.mode)],
      ];
    case 'GGA':
      return [
        ...[exactTime(said.timeOfDayMs), ...exactLatLon(said.lat, said.lon), n(said.quality)],
        ...[n(said.satellites), n(said.hdop), n(said.altM), 'M', '', 'M', '', ''],
      ];
    case 'GLL':
      return [
        ...[
          ...exactLatLon(said.lat, said.lon),
          exactTime(said.timeOfDayMs),
          valid(said.valid),
          mode(said.mode),
        ],
      ];
    case 'VTG':
      return [n(said.cogDeg), 'T', n(said.cogMagneticDeg), 'M', ...speed(said.sogKn), mode(said.mode)];
    case 'VHW':
      return [n(said.headingDeg), 'T', n(said.headingMagneticDeg), 'M', ...speed(said.waterSpeedKn)];
    case 'HDT':
      return [n(said.headingDeg), 'T'];
    case 'THS':
      return [n(said.headingDeg), mode(said.mode)];
    case 'HDG':
      return [n(said.headingSensorDeg), ...eastward(said.deviationDeg), ...eastward(said.variationDeg)];
    case 'ZDA': {
      if (said.utcMs === undefined) return ['', '', '', '', '', ''];
      const [year = '', month = '', day = ''] = new Date(said.utcMs).toISOString().slice(0, 10).split('-');
      return [exactTime(((said.utcMs % DAY_MS) + DAY_MS) % DAY_MS), day, month, year, '', ''];
    }
    case 'DSC':
      return selectiveCall(said);
    case 'DSE':
      return [
        ...[
          said.total,
          said.number,
          { query: 'Q', reply: 'R', automatic: 'A' }[said.kind],
          station(said.mmsi),
        ],
        ...said.data.flatMap(({ code, data }) => [code, data]),
      ];
  }
}

const DAY_MS = 86_400_000;
const KNOTS_A_KM_PER_H = 1000 / 1852;

function trackedTarget(said: Ttm): readonly string[] {
  const {
    letter: unit,
    metres,
    knots,
  } = inOneUnit({
    metres: [{ value: said.rangeM, step: said.rangeStepM }, { value: said.cpaM }],
    knots: [said.speedKn],
  });
  return [
    ...[numbered(said.targetNumber), metres[0]!, exactNumber(said.bearingDeg, said.bearingStepDeg)],
    ...[letter(said.bearingReference), knots[0]!, exactNumber(said.courseDeg), letter(said.courseReference)],
    ...[metres[1]!, exactNumber(said.tcpaMin), unit, escaped(said.name), letter(said.status)],
    ...[said.reference ? 'R' : '', exactTime(said.timeOfDayMs), letter(said.acquisition)],
  ];
}

function targetData({ total, number, sequenceId, bits }: Ttd): readonly (string | number)[] {
  const fillBits = (6 - (bits.length % 6)) % 6;
  const payload = (bits + '0'.repeat(fillBits)).match(/.{6}/g) ?? [];
  const armoured = payload.map((six) => String.fromCharCode(ARMOUR[Number.parseInt(six, 2)]!)).join('');
  const hex = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');
  return [hex(total), hex(number), sequenceId ?? '', armoured, fillBits];
}

function display(said: Rsd): readonly string[] {
  const { letter: unit, metres } = inOneUnit({
    metres: [
      ...[said.origin1RangeM, said.rangeMarker1M, said.origin2RangeM, said.rangeMarker2M],
      ...[said.cursorRangeM, said.rangeScaleM],
    ].map((value) => ({ value })),
    knots: [],
  });
  const [origin1, marker1, origin2, marker2, cursor, scale] = metres as [
    ...[string, string, string, string, string, string],
  ];
  const n = exactNumber;
  return [
    ...[origin1, n(said.origin1BearingDeg), marker1, n(said.bearingLine1Deg)],
    ...[origin2, n(said.origin2BearingDeg), marker2, n(said.bearingLine2Deg)],
    ...[cursor, n(said.cursorBearingDeg), scale, unit, letter(said.up)],
  ];
}

/** The position in whole minutes; where the call has another field there, that. */
function selectiveCall(said: Dsc): readonly string[] {
  const isAlert = said.format === 'distress';
  return [
    ...[symbol(said.format, FORMATS), said.area ?? station(said.mmsi), symbol(said.category, CATEGORIES)],
    symbol(isAlert ? said.natureOfDistress : said.firstTelecommand, isAlert ? NATURES : FIRST_TELECOMMANDS),
    symbol(said.secondTelecommand, isAlert ? FIRST_TELECOMMANDS : SECOND_TELECOMMANDS),
    said.channel ?? callPosition(said.lat, said.lon),
    said.telephone ?? exactTime(said.timeOfDayMs).slice(0, 4),
    ...[station(said.distressMmsi), symbol(said.distressNature, NATURES)],
    said.acknowledgement === undefined
      ? ''
      : { request: 'R', acknowledgement: 'B', end: 'S' }[said.acknowledgement],
    said.expansion ? 'E' : '',
  ];
}

function callPosition(lat: number | undefined, lon: number | undefined): string {
  if (lat === undefined || lon === undefined) return '';
  const quadrant = (lat < 0 ? 2 : 0) + (lon < 0 ? 1 : 0);
  const part = (deg: number, digits: number): string => {
    const minutes = Math.round(Math.abs(deg) * 60);
    return String(Math.floor(minutes / 60)).padStart(digits, '0') + String(minutes % 60).padStart(2, '0');
  };
  return `${quadrant}${part(lat, 2)}${part(lon, 3)}`;
}

/** Knots, or kilometres an hour where that is what was said. */
function speed(knots: number | undefined): string[] {
  if (knots === undefined) return ['', 'N', '', 'K'];
  const plain = exactNumber(knots);
  const km = exactNumber(Number((knots / KNOTS_A_KM_PER_H).toFixed(6)));
  const isKm = Number(plain) !== knots && Number(km) * KNOTS_A_KM_PER_H === knots;
  return isKm ? ['', 'N', km, 'K'] : [plain, 'N', '', 'K'];
}

const eastward = (deg: number | undefined): string[] =>
  deg === undefined ? ['', ''] : [exactNumber(Math.abs(deg)), deg < 0 ? 'W' : 'E'];
const numbered = (value: number | undefined): string =>
  value === undefined ? '' : String(value).padStart(2, '0');
const valid = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'A' : 'V');
/** Letters of the standard are the first of our words, one apart. */
const letter = (word: string | undefined): string =>
  word === 'acquiring' ? 'Q' : (word ?? '').charAt(0).toUpperCase();

const MODES: Readonly<Record<Mode, string>> = {
  autonomous: 'A',
  differential: 'D',
  estimated: 'E',
  manual: 'M',
  simulator: 'S',
  invalid: 'N',
  precise: 'P',
  realTimeKinematic: 'R',
  floatRealTimeKinematic: 'F',
};
const mode = (value: Mode | undefined): string => (value === undefined ? '' : MODES[value]);

const station = (value: number | undefined): string =>
  value === undefined ? '' : `${String(value).padStart(9, '0')}0`;
const symbol = (word: string | undefined, table: Readonly<Record<string, string>>): string =>
  word === undefined
    ? ''
    : (Object.entries(table).find(([, meaning]) => meaning === word)?.[0] ?? word.slice(-2));
