/** Crews the scenario's vessels: a ship and a role each, every one with its own stream of chance. */
import { pick, type Random, seeded, subSeed } from '../../proto/domain/random.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import type { Role } from './activity.ts';
import { SERVICE_NAMES } from './names.table.ts';
import { ferry } from './roles/ferry.ts';
import { fishing } from './roles/fishing.ts';
import { flight } from './roles/flight.ts';
import { pleasure } from './roles/pleasure.ts';
import { service } from './roles/service.ts';
import { trader } from './roles/trader.ts';
import { transit } from './roles/transit.ts';
import type { Flag } from './scenario.ts';
import type { Kind } from './ships.table.ts';
import type { Register } from './ships.ts';
import type { Crew, Surroundings } from './surroundings.ts';
import { Vessel } from './vessel.ts';
import type { Weather } from './weather.ts';

/** Every vessel of the scenario in the middle of its day. Throws a RangeError where the scenario lacks room. */
export function crewFleet(
  around: Surroundings,
  seed: number,
  weather: Weather,
  register: Register,
  startMs: EpochMs,
): Vessel[] {
  const { scenario, places } = around;
  const vessels: Vessel[] = [];
  const add = (
    kind: (random: Random) => Kind,
    flags: readonly string[],
    roleOf: (crew: Crew) => Role,
    wish?: (flag: Flag) => { name?: string; maxKn?: number },
  ): void => {
    const random = seeded(subSeed(seed, vessels.length));
    const flag = places.flag(pick(random, flags));
    const ship = register.ship(kind(random), flag, random, wish?.(flag));
    vessels.push(new Vessel(ship, roleOf({ ...around, ship, random }), weather, vessels.length, startMs));
  };
  const times = (count: number, once: () => void): void => {
    for (let i = 0; i < count; i++) once();
  };

  for (const m of scenario.merchants)
    times(m.count, () =>
      add(
        () => m.kind,
        m.flags,
        (crew) => (m.trade === 'transit' ? transit(crew) : trader(crew, m.ports)),
      ),
    );
  for (const line of scenario.ferries)
    add(
      () => line.kind,
      [line.flag],
      (crew) => ferry(crew, line),
      () => ({ maxKn: line.maxKn }),
    );
  for (const f of scenario.fishing)
    times(f.count, () =>
      add(
        (random) => (random() < f.classAShare ? 'trawler' : 'fishingBoat'),
        [f.flag],
        (crew) => fishing(crew, f),
      ),
    );
  for (const p of scenario.pleasure)
    times(p.count, () => add(pleasureKind, p.flags, (crew) => pleasure(crew, p)));
  for (const s of scenario.services)
    times(s.count, () =>
      add(
        () => s.kind,
        [s.flag],
        (crew) => service(crew, s),
        (flag) => ({ name: serviceName(s.kind, flag, places.port(s.port).name) }),
      ),
    );
  for (const a of scenario.aircraft)
    add(
      () => 'rescueAircraft',
      [a.flag],
      (crew) => flight(crew, a),
      () => ({ name: a.name, maxKn: a.speedKn }),
    );
  return vessels;
}

function pleasureKind(random: Random): Kind {
  const chance = random();
  if (chance < 0.55) return 'yacht';
  return chance < 0.93 ? 'motorYacht' : 'superyacht';
}

function serviceName(kind: keyof typeof SERVICE_NAMES, flag: Flag, portName: string): string {
  const words: Partial<Record<Flag['names'], string>> = SERVICE_NAMES[kind];
  const place = portName
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .split(' ')[0];
  return `${words[flag.names] ?? kind.toUpperCase()} ${place}`.toUpperCase();
}
