/** Crews the vessels of the scenario's stories, after everybody else's, each with its own stream of chance. */
import { seeded, subSeed } from '../../proto/domain/random.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import type { Role } from './activity.ts';
import { conductOf } from './conduct.ts';
import { beat } from './roles/beat.ts';
import { dash } from './roles/dash.ts';
import { meeting } from './roles/meeting.ts';
import { skiff } from './roles/skiff.ts';
import type { Oddity } from './scenariosensing.ts';
import type { Register } from './ships.ts';
import type { Crew, Surroundings } from './surroundings.ts';
import { Vessel } from './vessel.ts';
import type { Weather } from './weather.ts';

/** Part of the seed that the stories' vessels begin at: far from the others, who may become more. */
const FIRST_STREAM = 3_000_000;

type Hull = Pick<Exclude<Oddity, { story: 'rendezvous' }>, 'ship' | 'flag' | 'name' | 'lengthM' | 'kn'>;

/** `startMs`: where the vessels begin to live; `openingMs`: when the world opens, from which stories count. */
export function crewOddities(
  around: Surroundings,
  seed: number,
  weather: Weather,
  register: Register,
  from: { readonly index: number; readonly startMs: EpochMs; readonly openingMs: EpochMs },
): Vessel[] {
  const vessels: Vessel[] = [];
  const add = (oddity: Oddity, hull: Hull, roleOf: (crew: Crew) => Role): void => {
    const random = seeded(subSeed(seed, FIRST_STREAM + vessels.length));
    const ship = register.ship(hull.ship, around.places.flag(hull.flag), random, {
      maxKn: hull.kn,
      ...(hull.name === undefined ? {} : { name: hull.name }),
      ...(hull.lengthM === undefined ? {} : { lengthM: hull.lengthM }),
    });
    const conduct = conductOf(oddity, from.openingMs);
    const role = roleOf({ ...around, ship, random });
    vessels.push(new Vessel(ship, role, weather, from.index + vessels.length, from.startMs, conduct));
  };
  for (const oddity of around.scenario.oddities)
    switch (oddity.story) {
      case 'goFast':
        add(oddity, oddity, (crew) => dash(crew, oddity, from.openingMs));
        break;
      case 'rendezvous':
        for (const party of [0, 1] as const)
          add(oddity, oddity.parties[party], (crew) => meeting(crew, oddity, party));
        break;
      case 'smallBoats':
        for (let i = 0; i < oddity.count; i++) add(oddity, oddity, (crew) => skiff(crew, oddity));
        break;
      default:
        add(oddity, oddity, (crew) => beat(crew, oddity, from.openingMs));
    }
  return vessels;
}
