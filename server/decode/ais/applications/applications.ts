/**
 * The application messages that are known (types 6 and 8, structured 25 and 26): read from a message's data and written
 * to it. What is not known, and what has a length that its application cannot have, stays bytes.
 */
import type { Bits } from '../bits.ts';
import { BitWriter } from '../bitwriter.ts';
import { AID_MONITORINGS, type AidMonitoring } from './aidmonitoring.ts';
import type { ApplicationForm } from './application.ts';
import { AREA_NOTICE, type AreaNoticeMessage } from './areanotice.ts';
import { ENVIRONMENTAL, type Environmental } from './environmental.ts';
import {
  type EmmaWarning,
  INLAND,
  type InlandEta,
  type InlandPersons,
  type InlandRta,
  type InlandStatic,
  type SignalStatus,
  type WaterLevels,
} from './inland.ts';
import { MET_HYDRO, type MetHydro } from './methydro.ts';
import { PERSONS, type PersonsOnBoard } from './persons.ts';
import {
  type Description,
  ROUTES,
  type Route,
  type SyntheticTargets,
  type TextTelegram,
  type TidalWindow,
} from './routes.ts';
import { SHIP_WEATHER, type ShipWeather, type ShipWeatherWmo } from './shipweather.ts';
import {
  type AirDraught,
  type Berthing,
  type Cargoes,
  type CargoIndication,
  type Clearance,
  type ExtendedStatic,
  type FairwayClosed,
  type TrafficSignal,
  VOYAGE,
} from './voyage.ts';

/** What an application message says, told apart by `application`; units are in the names, absent is absent. */
export type AisApplication =
  | AidMonitoring
  | AirDraught
  | AreaNoticeMessage
  | Berthing
  | CargoIndication
  | Cargoes
  | Clearance
  | Description
  | EmmaWarning
  | Environmental
  | ExtendedStatic
  | FairwayClosed
  | InlandEta
  | InlandPersons
  | InlandRta
  | InlandStatic
  | MetHydro
  | PersonsOnBoard
  | Route
  | ShipWeather
  | ShipWeatherWmo
  | SignalStatus
  | SyntheticTargets
  | TextTelegram
  | TidalWindow
  | TrafficSignal
  | WaterLevels;

type AnyForm = ApplicationForm<AisApplication>;

/** Of forms of the same identifier the first that fits is read; of the same application the first is written. */
// each form writes only what it is the application of: `formOf` sees to that
export const FORMS = [
  ...MET_HYDRO,
  ...AREA_NOTICE,
  ...PERSONS,
  ...VOYAGE,
  ...ROUTES,
  ...SHIP_WEATHER,
  ...ENVIRONMENTAL,
  ...INLAND,
  ...AID_MONITORINGS,
] as unknown as readonly AnyForm[];

const idOf = (dac: number, fi: number, addressed: boolean): number =>
  (dac * 64 + fi) * 2 + (addressed ? 1 : 0);

const BY_ID = new Map<number, AnyForm[]>();
for (const form of FORMS)
  for (const addressed of [false, true])
    if (form.addressed === 'both' || form.addressed === addressed) {
      const id = idOf(form.dac, form.fi, addressed);
      const others = BY_ID.get(id);
      if (others === undefined) BY_ID.set(id, [form]);
      else others.push(form);
    }

/** The application in the bits of [at, end), or undefined when it is none that is known. Never throws. */
export function readApplication(
  dac: number,
  fi: number,
  addressed: boolean,
  from: Bits,
  at: number,
  end: number,
): AisApplication | undefined {
  for (const form of BY_ID.get(idOf(dac, fi, addressed)) ?? []) {
    const said = form.read(from, at, end);
    if (said !== undefined) return said;
  }
  return undefined;
}

/** An application as a message carries it. */
export interface ApplicationData {
  readonly dac: number;
  readonly fi: number;
  readonly data: Uint8Array;
  readonly dataBits: number;
}

/**
 * The data of an application: under this identifier where it has it, else under its own. Undefined where no message of
 * that kind (with a destination or without) carries the application.
 */
export function writeApplication(
  said: AisApplication,
  addressed: boolean,
  dac?: number,
  fi?: number,
): ApplicationData | undefined {
  const form = formOf(said, addressed, dac, fi);
  if (form === undefined) return undefined;
  const to = new BitWriter();
  form.write(to, said);
  return { dac: form.dac, fi: form.fi, data: to.toBytes(), dataBits: to.length };
}

function formOf(said: AisApplication, addressed: boolean, dac?: number, fi?: number): AnyForm | undefined {
  return FORMS.find(
    (form) =>
      form.application === said.application &&
      (form.addressed === 'both' || form.addressed === addressed) &&
      (dac === undefined || form.dac === dac) &&
      (fi === undefined || form.fi === fi),
  );
}
