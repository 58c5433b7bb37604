/** Draws ships: particulars within their kind's figures, invented names, and numbers that belong to nobody. */
import { between, pick, type Random } from '../../proto/domain/random.ts';
import { type Handling, handlingOf } from './motion.ts';
import { NAMES } from './names.table.ts';
import type { Flag } from './scenario.ts';
import { FIGURES, type Kind, type KindFigures, type Transponder } from './ships.table.ts';

export interface Ship {
  readonly kind: Kind;
  readonly flag: string;
  readonly mmsi: number;
  readonly name: string;
  readonly callSign: string;
  readonly imo: number | undefined;
  readonly shipType: number;
  readonly transponder: Transponder;
  readonly lengthM: number;
  readonly beamM: number;
  /** Antenna to bow, stern, port and starboard, metres. */
  readonly dimensions: { toBowM: number; toSternM: number; toPortM: number; toStarboardM: number };
  readonly draughtM: number | undefined;
  readonly cruiseKn: number;
  readonly handling: Handling;
}

export interface Wish {
  readonly name?: string;
  readonly maxKn?: number;
  readonly lengthM?: number;
}

export interface Register {
  /** A new ship; `name` where the scenario or a service gives one. */
  ship(kind: Kind, flag: Flag, random: Random, wish?: Wish): Ship;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Keeps names, MMSIs and IMO numbers apart. Numbers are given in order, so they depend on the scenario alone. */
export function createRegister(): Register {
  const names = new Set<string>();
  const given = new Map<string, number>();
  let imoCount = 0;

  const ownName = (wanted: string): string => {
    let name = wanted.slice(0, 20);
    for (let n = 2; names.has(name); n++) name = `${wanted.slice(0, 17)} ${n}`;
    names.add(name);
    return name;
  };

  return {
    ship(kind, flag, random, wish = {}) {
      const figures: KindFigures = FIGURES[kind];
      const serial = (given.get(flag.code) ?? 0) + 1;
      given.set(flag.code, serial);
      const drawnM = Math.round(between(random, ...figures.lengthM));
      const lengthM = wish.lengthM ?? drawnM;
      const beamM = Math.max(2, Math.round(lengthM * figures.beamShare * between(random, 0.92, 1.08)));
      const toBowM = Math.max(1, Math.round(lengthM * figures.antennaShare));
      const toPortM = Math.max(1, Math.round(beamM * between(random, 0.35, 0.65)));
      const drawnKn = between(random, ...figures.cruiseKn);
      const cruiseKn = Math.min(drawnKn, wish.maxKn ?? drawnKn);
      const draught = figures.draughtShare;
      return {
        kind,
        flag: flag.code,
        mmsi: kind === 'rescueAircraft' ? aircraftMmsi(flag, serial) : shipMmsi(flag, serial),
        name: ownName(wish.name ?? drawnName(kind, flag, random)),
        callSign: `${flag.callSign}${pick(random, [...LETTERS])}${pick(random, [...LETTERS])}${2 + Math.floor(random() * 8)}`,
        imo: figures.imo ? imoNumber(imoCount++) : undefined,
        shipType: pick(random, figures.shipTypes),
        transponder: figures.transponder,
        lengthM,
        beamM,
        dimensions: {
          toBowM,
          toSternM: lengthM - toBowM,
          toPortM,
          toStarboardM: Math.max(1, beamM - toPortM),
        },
        draughtM:
          draught === undefined
            ? undefined
            : Math.round(beamM * draught * between(random, 0.85, 1) * 10) / 10,
        cruiseKn,
        handling: handlingOf(lengthM),
      };
    },
  };
}

/** MIDXXXXXX (ITU-R M.585-9 annex 1); the multiplier spreads the numbers, the modulus is prime. */
const shipMmsi = (flag: Flag, serial: number): number =>
  flag.mid * 1_000_000 + ((serial * 7919 + flag.mid * 131) % 899_981) + 100_000;

/** 111MIDXXX. */
const aircraftMmsi = (flag: Flag, serial: number): number => 111_000_000 + flag.mid * 1000 + (serial % 1000);

function drawnName(kind: Kind, flag: Flag, random: Random): string {
  const { merchant, boats } = NAMES[flag.names];
  const isBoat = FIGURES[kind].lengthM[1] < 40 && kind !== 'hydrofoil';
  return isBoat ? pick(random, boats) : `${pick(random, merchant.first)} ${pick(random, merchant.second)}`;
}

/**
 * An IMO number with its check digit (IMO A.1117(30)): seven to two times the first six digits, summed, last digit.
 * From the three millions, in which no ship has been numbered.
 */
function imoNumber(count: number): number {
  const six = 300_000 + count * 37;
  const digits = String(six).split('').map(Number);
  const sum = digits.reduce((total, digit, i) => total + digit * (7 - i), 0);
  return six * 10 + (sum % 10);
}
