/** Environmental reports: SN.1/Circ.289 FI 26, and 367/33, the form of the United States. */
import type { Bits } from '../bits.ts';
import type { BitWriter } from '../bitwriter.ts';
import { repeating } from './application.ts';
import { code, day, type Field, hour, minute, spare } from './fields.ts';
import { bitsOf, group, type Layout, readLayout, repeated, type Said, writeLayout } from './layout.ts';
import { SENSORS, USCG_SENSORS } from './sensors.ts';

const HEAD = { utc: group({ day, hour, minute }), site: code(7) };
const CODE_BITS = 4;
const PAYLOAD_BITS = 85;
const BITS = CODE_BITS + bitsOf(HEAD) + PAYLOAD_BITS;
const MAX_REPORTS = 8;

type All = typeof SENSORS & typeof USCG_SENSORS;
/** Told apart by `report`; one of a reserved number says only where and when. */
export type SensorReport =
  | {
      [K in keyof All]: { readonly report: K } & Said<typeof HEAD> &
        Said<K extends keyof typeof SENSORS ? (typeof SENSORS)[K] & All[K] : All[K]>;
    }[keyof All]
  | ({ readonly report: 'reserved'; readonly code: number } & Said<typeof HEAD>);

export type Environmental = {
  readonly application: 'environmental';
  readonly reports: readonly SensorReport[];
};

function reportField(sensors: Readonly<Record<string, Layout>>): Field<SensorReport> {
  const names = Object.keys(sensors);
  for (const name of names)
    if (bitsOf(sensors[name]!) !== PAYLOAD_BITS) throw new Error(`a report of a sensor has 85 bits: ${name}`);
  return {
    bits: BITS,
    read(from: Bits, at: number): SensorReport {
      const number = from.unsigned(at, CODE_BITS);
      const head = readLayout(HEAD, from, at + CODE_BITS);
      const report = names[number];
      if (report === undefined) return { report: 'reserved', code: number, ...head };
      const said = readLayout(sensors[report]!, from, at + BITS - PAYLOAD_BITS);
      return { report, ...head, ...said } as SensorReport;
    },
    write(to: BitWriter, said: SensorReport | undefined): void {
      if (said === undefined) return;
      const layout: Layout = sensors[said.report] ?? { spare: spare(PAYLOAD_BITS) };
      to.put(said.report === 'reserved' ? said.code : names.indexOf(said.report), CODE_BITS);
      writeLayout(HEAD, to, said);
      writeLayout(layout, to, said as unknown as Said<typeof layout>);
    },
  };
}

export const ENVIRONMENTAL = [
  repeating('environmental', 1, 26, false, {}, 'reports', repeated(reportField(SENSORS), MAX_REPORTS)),
  repeating('environmental', 367, 33, false, {}, 'reports', repeated(reportField(USCG_SENSORS), MAX_REPORTS)),
] as const;
