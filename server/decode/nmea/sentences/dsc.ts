/** Digital selective calls as sentences: DSC (IEC 61162-1, ITU-R M.493) and its expansion DSE (ITU-R M.821). */
import {
  CATEGORIES,
  DISTRESS_ACKNOWLEDGEMENT,
  DISTRESS_RELAY,
  FIRST_TELECOMMANDS,
  FORMATS,
  NATURES,
  SECOND_TELECOMMANDS,
  SHIP_POSITION,
} from './dsc.table.ts';
import type { Fields } from './fields.ts';
import type { Dsc, Dse } from './messages.ts';

const ACKNOWLEDGEMENTS = { R: 'request', B: 'acknowledgement', S: 'end' } as const;
const EXPANSION = { E: true } as const;
const DSE_KINDS = { Q: 'query', R: 'reply', A: 'automatic' } as const;
const MINUTE_MS = 60_000;
/** Times and positions of nobody's knowledge (M.493-15, 8.1.2 and 8.1.3). */
const NO_TIME = '8888';
const NO_POSITION = '9999999999';
/** Enhanced position resolution (M.821-1). */
const CODE_POSITION = '00';

/** `DSC,format,address,category,nature|telecommand,telecommand,position,time,MMSI,nature,R|B|S,E`. */
export function readDsc(talker: string, fields: Fields): Dsc {
  const format = fields.code(1, 'the format specifier', FORMATS);
  const category = fields.code(3, 'the category', CATEGORIES);
  const isAlert = format === 'distress';
  // a symbol that the tables do not have stays in digits: a distress is not lost for it
  const first = isAlert ? undefined : symbol(fields, 4, FIRST_TELECOMMANDS);
  const isPlaced = isAlert || category === 'distress' || first === SHIP_POSITION;
  const place = isPlaced ? position(fields) : undefined;
  const isTimed = isPlaced || /^\d{4}$/.test(fields.raw(7));
  const dsc: Dsc = {
    sentence: 'DSC',
    talker,
    format,
    mmsi: format === 'area' ? undefined : mmsiOf(fields, 2),
    area: format === 'area' ? fields.text(2) : undefined,
    category: category ?? (isAlert ? 'distress' : undefined),
    natureOfDistress: isAlert ? symbol(fields, 4, NATURES) : undefined,
    firstTelecommand: first,
    secondTelecommand: symbol(fields, 5, isAlert ? FIRST_TELECOMMANDS : SECOND_TELECOMMANDS),
    lat: place?.lat,
    lon: place?.lon,
    channel: isPlaced ? undefined : fields.text(6),
    timeOfDayMs: isTimed ? timeOf(fields) : undefined,
    telephone: isTimed ? undefined : fields.text(7),
    distressMmsi: mmsiOf(fields, 8),
    distressNature: symbol(fields, 9, NATURES),
    acknowledgement: fields.code(10, 'the acknowledgement', ACKNOWLEDGEMENTS),
    expansion: fields.code(11, 'the expansion', EXPANSION) ?? false,
  };
  // a distress is heard, whatever else of the call is garbled
  if (distressCall(dsc) !== undefined && (dsc.mmsi ?? dsc.distressMmsi) !== undefined) fields.forgive();
  return dsc;
}

/** What a call is in a distress; undefined for calls that are of none. */
export function distressCall(dsc: Dsc): 'alert' | 'relay' | 'acknowledgement' | 'cancel' | undefined {
  // a vessel cancels by acknowledging itself (M.493-15, 8.3.3.3), some sets by a second alert that names itself
  if (dsc.category === 'distress' && dsc.distressMmsi !== undefined && dsc.distressMmsi === dsc.mmsi)
    if (dsc.format === 'distress' || dsc.firstTelecommand === DISTRESS_ACKNOWLEDGEMENT) return 'cancel';
  if (dsc.format === 'distress') return 'alert';
  if (dsc.firstTelecommand === DISTRESS_ACKNOWLEDGEMENT) return 'acknowledgement';
  if (dsc.firstTelecommand !== DISTRESS_RELAY) return undefined;
  return dsc.acknowledgement === 'acknowledgement' ? 'acknowledgement' : 'relay';
}

/** `DSE,total,number,Q|R|A,MMSI,code,data,…`. */
export function readDse(talker: string, fields: Fields): Dse | undefined {
  const total = fields.integer(1, 'the number of sentences', 1, 9);
  const number = fields.integer(2, 'the sentence number', 1, 9);
  const kind = fields.code(3, 'the query flag', DSE_KINDS);
  const mmsi = mmsiOf(fields, 4);
  if (total === undefined || number === undefined || kind === undefined || number > total)
    return fields.refuse('total, number or query flag missing');
  // data sets are pairs, and there is one at least
  if (fields.count < 7 || fields.count % 2 === 0) return fields.refuse('codes and data do not pair');
  const data: { code: string; data: string }[] = [];
  for (let i = 5; i < fields.count; i += 2) data.push({ code: fields.raw(i), data: fields.raw(i + 1) });
  const [, lat, lon] =
    /^(\d{4})(\d{4})$/.exec(data.find(({ code }) => code === CODE_POSITION)?.data ?? '') ?? [];
  const [latMinutes, lonMinutes] = [lat, lon].map((part) =>
    part === undefined ? undefined : Number(part) / 10_000,
  );
  return { sentence: 'DSE', talker, total, number, kind, mmsi, latMinutes, lonMinutes, data };
}

function symbol(fields: Fields, index: number, table: Readonly<Record<string, string>>): string | undefined {
  const raw = fields.raw(index);
  if (raw === '') return undefined;
  if (!/^\d{1,3}$/.test(raw)) return fields.refuse(`no symbol of selective calling: '${raw.slice(0, 20)}'`);
  const two = raw.slice(-2).padStart(2, '0');
  return table[two] ?? `symbol 1${two}`;
}

/** Nine digits and a zero, as the call carries them. */
function mmsiOf(fields: Fields, index: number): number | undefined {
  const raw = fields.raw(index);
  if (raw === '') return undefined;
  if (!/^\d{9}\d?$/.test(raw)) return fields.refuse(`no MMSI: '${raw.slice(0, 20)}'`);
  return Number(raw.slice(0, 9));
}

function timeOf(fields: Fields): number | undefined {
  const raw = fields.raw(7);
  if (raw === '' || raw === NO_TIME) return undefined;
  const [, hour, minute] = /^([01]\d|2[0-3])([0-5]\d)$/.exec(raw) ?? [];
  if (hour === undefined) return fields.refuse(`the time cannot be '${raw.slice(0, 20)}'`);
  return (Number(hour) * 60 + Number(minute)) * MINUTE_MS;
}

/** Quadrant (0 north-east, 1 north-west, 2 south-east, 3 south-west), `ddmm`, `dddmm` (M.493-15, 8.1.2). */
function position(fields: Fields): { lat: number; lon: number } | undefined {
  const raw = fields.raw(6);
  if (raw === '' || raw === NO_POSITION) return undefined;
  const [, quadrant, latDeg, latMin, lonDeg, lonMin] =
    /^([0-3])(\d\d)([0-5]\d)(\d\d\d)([0-5]\d)$/.exec(raw) ?? [];
  const lat = Number(latDeg) + Number(latMin) / 60;
  const lon = Number(lonDeg) + Number(lonMin) / 60;
  if (!(lat <= 90 && lon <= 180)) return fields.refuse(`no position: '${raw.slice(0, 20)}'`);
  return { lat: Number(quadrant) >= 2 ? -lat : lat, lon: Number(quadrant) % 2 === 1 ? -lon : lon };
}
