/**
 * Routes, texts, tidal windows and targets of a VTS: SN.1/Circ.289 FI 17, 27 to 30 and 32; SN/Circ.236 FI 14; FI 0 of
 * ITU-R M.1371.
 */
import type { Bits } from '../bits.ts';
import type { BitWriter } from '../bitwriter.ts';
import { listed } from '../listed.ts';
import { type ApplicationForm, repeating } from './application.ts';
import {
  code,
  codeUnless,
  date,
  day,
  direction,
  durationMin,
  type Field,
  fineLat,
  fineLon,
  flag,
  hour,
  lat,
  linkage,
  lon,
  minute,
  month,
  number,
  openText,
  spare,
  text,
  word,
} from './fields.ts';
import { bitsOf, group, readLayout, repeated, type Said, writeLayout } from './layout.ts';

const ROUTE = {
  linkage,
  sender: word(3, ['ship', 'authority'], 0),
  /** 1 mandatory, 2 recommended, 3 alternative, 4 through ice, 5 a ship's plan; 31 takes a route back. */
  routeType: codeUnless(5, 0),
  start: date,
  durationMin,
};
const COUNT_BITS = 5;
const WAYPOINT = group({ lon: fineLon, lat: fineLat });
const WAYPOINTS = repeated(WAYPOINT, 16);

export interface Waypoint {
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
}
export type Route = {
  readonly application: 'route';
  readonly waypoints: readonly Waypoint[];
} & Said<typeof ROUTE>;

function route(fi: number, addressed: boolean): ApplicationForm<Route> {
  const headBits = bitsOf(ROUTE);
  return {
    application: 'route',
    dac: 1,
    fi,
    addressed,
    // those that are announced and there; a cancelled route may have none
    read(from, at, end) {
      const first = at + headBits + COUNT_BITS;
      if (first > end) return undefined;
      const count = from.unsigned(at + headBits, COUNT_BITS);
      const waypoints = WAYPOINTS.read(from, first, Math.min(end, first + count * WAYPOINTS.bits));
      return { application: 'route', ...readLayout(ROUTE, from, at), waypoints };
    },
    write(to, said) {
      writeLayout(ROUTE, to, said);
      to.put(Math.min(16, listed(said.waypoints).length), COUNT_BITS);
      WAYPOINTS.write(to, said.waypoints);
    },
  };
}

const DESCRIPTION = { linkage };
export type Description = {
  readonly application: 'description';
  readonly text?: string | undefined;
} & Said<typeof DESCRIPTION>;

/** A text that belongs to the message with the same linkage, of at most so many characters. */
function description(fi: number, addressed: boolean, most: number): ApplicationForm<Description> {
  return {
    application: 'description',
    dac: 1,
    fi,
    addressed,
    read(from, at, end) {
      const first = at + linkage.bits;
      if (first + 6 > end) return undefined;
      const said = readLayout(DESCRIPTION, from, at);
      const words = openText(from, first, Math.min(end, first + most * 6));
      return { application: 'description', ...said, text: words };
    },
    write(to, said) {
      writeLayout(DESCRIPTION, to, said);
      to.text(said.text, Math.min(most, Math.max(1, said.text?.length ?? 0)));
    },
  };
}

const TELEGRAM = { acknowledge: flag, sequence: code(11) };
export type TextTelegram = {
  readonly application: 'textTelegram';
  readonly text?: string | undefined;
} & Said<typeof TELEGRAM>;

/** ITU-R M.1371-5, annex 5: international function message 0. */
const telegram: ApplicationForm<TextTelegram> = {
  application: 'textTelegram',
  dac: 1,
  fi: 0,
  addressed: 'both',
  read(from, at, end) {
    const first = at + bitsOf(TELEGRAM);
    if (first > end) return undefined;
    return {
      application: 'textTelegram',
      ...readLayout(TELEGRAM, from, at),
      text: openText(from, first, end),
    };
  },
  write(to, said) {
    writeLayout(TELEGRAM, to, said);
    to.text(said.text, Math.min(MAX_TELEGRAM, said.text?.length ?? 0));
  },
};
/** What fits five slots with a destination: 920 bits, twelve before the text. */
const MAX_TELEGRAM = 151;

const time = group({ hour, minute });
const TIDAL_HEAD = { month, day };
const WINDOW = group({
  lon,
  lat,
  from: time,
  to: time,
  currentToDeg: direction(),
  /** 25.1 means "or more". */
  currentKn: number(8, { to: 251, none: 255, per: 10 }),
});
const OLD_WINDOW = group({
  lat: fineLat,
  lon: fineLon,
  from: time,
  to: time,
  currentToDeg: direction(),
  currentKn: number(7, { to: 126, none: 127, per: 10 }),
});

const OTHER = 3;
/** Who a target is: 42 bits of a number or seven characters, by two bits before them. */
const WHO: Field<{
  readonly mmsi?: number | undefined;
  readonly imo?: number | undefined;
  readonly callSign?: string | undefined;
  readonly name?: string | undefined;
}> = {
  bits: 44,
  read(from: Bits, at: number) {
    const kind = from.unsigned(at, 2);
    if (kind >= 2) {
      const said = name.read(from, at + 2);
      if (said === undefined) return undefined;
      return kind === OTHER ? { name: said } : { callSign: said };
    }
    // a number in the last 30 of the 42 bits
    const number30 = from.unsigned(at + 14, 30);
    if (from.unsigned(at + 2, 12) !== 0 || number30 === 0 || number30 > 999_999_999) return undefined;
    return kind === 0 ? { mmsi: number30 } : { imo: number30 };
  },
  write(to: BitWriter, value) {
    const { mmsi, imo, callSign } = value ?? {};
    if (mmsi !== undefined || imo !== undefined) {
      to.put(mmsi === undefined ? 1 : 0, 2)
        .put(0, 12)
        .put(mmsi ?? imo ?? 0, 30);
      return;
    }
    to.put(callSign === undefined ? OTHER : 2, 2);
    name.write(to, callSign ?? value?.name);
  },
};
const name = text(7);
const TARGET = group({
  who: WHO,
  spare: spare(4),
  lat,
  lon,
  cogDeg: direction(),
  utcSecond: number(6, { to: 59, none: 60 }),
  sogKn: number(8, { to: 254, none: 255 }),
});

type Repeats<R> = R extends { read(...from: never[]): readonly (infer T)[] } ? T : never;
const TARGETS = repeated(TARGET, 4);
const WINDOWS = repeated(WINDOW, 3);

export type SyntheticTargets = {
  readonly application: 'syntheticTargets';
  readonly targets: readonly Repeats<typeof TARGETS>[];
};
export type TidalWindow = {
  readonly application: 'tidalWindow';
  readonly windows: readonly Repeats<typeof WINDOWS>[];
} & Said<typeof TIDAL_HEAD>;

/** 966 and 930 bits of text (FI 29 and 30). */
export const ROUTES = [
  telegram,
  repeating('syntheticTargets', 1, 17, false, {}, 'targets', TARGETS),
  // as ITU-R M.1371-1 numbered them, and some stations still do
  repeating('syntheticTargets', 1, 16, false, {}, 'targets', repeated(TARGET, 7)),
  route(27, false),
  route(28, true),
  description(29, false, 161),
  description(30, true, 155),
  repeating('tidalWindow', 1, 32, true, TIDAL_HEAD, 'windows', WINDOWS),
  repeating('tidalWindow', 1, 14, true, TIDAL_HEAD, 'windows', repeated(OLD_WINDOW, 3)),
] as const;
