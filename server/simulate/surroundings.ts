/** What every role may look at. */
import type { Random } from '../../proto/domain/random.ts';
import type { Places } from './places.ts';
import type { Scenario } from './scenario.ts';
import type { Seaways } from './seaways.ts';
import type { Ship } from './ships.ts';

export interface Surroundings {
  readonly scenario: Scenario;
  readonly seaways: Seaways;
  readonly places: Places;
}

/** A role's ship, its surroundings and its own stream of chance. */
export interface Crew extends Surroundings {
  readonly ship: Ship;
  readonly random: Random;
}

/** Speed limit between a berth or an anchor place and the first waypoint, knots. */
export const HARBOUR_KN = 6;
