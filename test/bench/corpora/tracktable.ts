/**
 * The example traffic of Tracktable (Sandia; MarineCadastre's AIS of the United States, 2020) as AIS messages: Virginia
 * Beach (positions alone) and New York harbour (with speed, course and statics).
 */
import type { AisMessage, ClassAPosition, StaticVoyage } from '../../../server/decode/ais/message.ts';
import { inOrder, type Said } from './traffic.ts';

/** How often a vessel says who it is (ITU-R M.1371-5, annex 1, 3.3.8). */
const STATICS_MS = 6 * 60_000;
/** MarineCadastre reads the twelve bits of the course as signed: a turn of 409.6°. */
const COURSE_TURN_DEG = 409.6;
const FIELDS_A_POINT = 4;
/** Before the first point of a trajectory: its mark, name, domain, lengths and property. */
const HEAD_FIELDS = 11;

/** A trajectory a line: `*T*,…,*P*,…` and then MMSI, time, longitude and latitude of each point. */
export function virginiaBeach(text: string): Said[] {
  const traffic: Said[] = [];
  for (const line of text.split('\n')) {
    const fields = line.split(',');
    for (let i = HEAD_FIELDS; i + FIELDS_A_POINT <= fields.length; i += FIELDS_A_POINT) {
      const [mmsi = '', time = '', lon, lat] = fields.slice(i, i + FIELDS_A_POINT);
      const atMs = Date.parse(`${time.replace(' ', 'T')}Z`);
      if (Number.isNaN(atMs)) continue;
      traffic.push({
        atMs,
        message: { type: 1, mmsi: Number(mmsi), lat: Number(lat), lon: Number(lon), ...secondOf(atMs) },
      });
    }
  }
  return inOrder(traffic);
}

type Row = Readonly<Record<string, string>>;

/**
 * Rows of MarineCadastre's columns. Who ever says a navigational status is of class A; the column of the transceiver's
 * class says both of the same vessel. Statics come with a vessel's first report and every six minutes.
 */
export function newYork(text: string): Said[] {
  const rows = rowsOf(text);
  const classA = new Set(rows.filter(({ Status }) => Status !== '').map(({ MMSI }) => MMSI));
  const saidStatics = new Map<string, number>();
  return inOrder(
    rows.flatMap((row): Said[] => {
      const { MMSI = '', BaseDateTime } = row;
      const atMs = Date.parse(`${BaseDateTime}Z`);
      const isClassA = classA.has(MMSI);
      const messages: AisMessage[] = [position(row, isClassA, atMs)];
      if (atMs - (saidStatics.get(MMSI) ?? Number.NEGATIVE_INFINITY) >= STATICS_MS) {
        saidStatics.set(MMSI, atMs);
        messages.push(...statics(row, isClassA));
      }
      return messages.map((message) => ({ atMs, message }));
    }),
  );
}

function rowsOf(text: string): Row[] {
  const [head = '', ...lines] = text.split(/\r?\n/);
  const names = head.split(',');
  return lines
    .filter((line) => line !== '')
    .map((line) => Object.fromEntries(line.split(',').map((field, i) => [names[i] ?? '', field])));
}

function position(row: Row, isClassA: boolean, atMs: number): AisMessage {
  const course = Number(row.COG) < 0 ? Number(row.COG) + COURSE_TURN_DEG : Number(row.COG);
  const heading = numberOf(row.Heading);
  const status = numberOf(row.Status);
  const motion = {
    mmsi: Number(row.MMSI),
    lat: Number(row.LAT),
    lon: Number(row.LON),
    ...(numberOf(row.SOG) !== undefined && { sogKn: Number(row.SOG) }),
    ...(row.COG !== '' && course < 359.95 && { cogDeg: course }),
    ...(heading !== undefined && heading < 360 && { headingDeg: heading }),
    ...secondOf(atMs),
  };
  if (!isClassA) return { type: 18, ...motion };
  return { type: 1, ...motion, ...(status !== undefined && { navStatus: status }) } satisfies ClassAPosition;
}

function statics(row: Row, isClassA: boolean): AisMessage[] {
  const mmsi = Number(row.MMSI);
  const [lengthM = 0, beamM = 0] = [numberOf(row.Length), numberOf(row.Width)];
  const [toBowM, toPortM] = [Math.floor(lengthM / 2), Math.floor(beamM / 2)];
  const dimensions = { toBowM, toSternM: lengthM - toBowM, toPortM, toStarboardM: beamM - toPortM };
  const who = {
    ...(row.CallSign !== '' && { callSign: row.CallSign }),
    ...(numberOf(row.VesselType) !== undefined && { shipType: Number(row.VesselType) }),
    ...(lengthM > 0 && { dimensions }),
  };
  const name = row.VesselName === '' ? {} : { name: row.VesselName };
  if (!isClassA)
    return [
      { type: 24, part: 'A', mmsi, ...name },
      { type: 24, part: 'B', mmsi, ...who },
    ];
  const imo = numberOf(row.IMO?.replace(/^IMO/, ''));
  const draughtM = numberOf(row.Draft);
  const said: StaticVoyage = {
    ...{ type: 5, mmsi, ...who, ...name },
    ...(imo !== undefined && { imo }),
    ...(draughtM !== undefined && { draughtM }),
  };
  return [said];
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : Number(text);

const secondOf = (atMs: number): { utcSecond: number } => ({ utcSecond: Math.floor(atMs / 1000) % 60 });
