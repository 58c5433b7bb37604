/** Every detector there is, in the order in which they are told. */
import { cableDrag } from './approach/cabledrag.ts';
import { goFast } from './approach/gofast.ts';
import { shoreApproach } from './approach/shoreapproach.ts';
import { collision } from './collision/collision.ts';
import { dark } from './contact/dark.ts';
import { silence } from './contact/silence.ts';
import { uncooperative } from './contact/uncooperative.ts';
import { unverified } from './contact/unverified.ts';
import type { OpenDetector } from './detector.ts';
import { command } from './distress/command.ts';
import { distress } from './distress/distress.ts';
import { possible } from './distress/possible.ts';
import { changes } from './identity/changes.ts';
import { invalid } from './identity/invalid.ts';
import { twice } from './identity/twice.ts';
import { circles } from './kinematics/circles.ts';
import { footprint } from './kinematics/footprint.ts';
import { places } from './kinematics/places.ts';
import { speeds } from './kinematics/speeds.ts';
import { borderCrossed } from './land/bordercrossed.ts';
import { groupSize } from './land/groupsize.ts';
import { towardsUncovered } from './land/towardsuncovered.ts';
import { landWays } from './land/ways.ts';
import { meetings } from './meeting/meetings.ts';
import { stays } from './meeting/stays.ts';
import { drifting } from './movement/drifting.ts';
import { leftLane } from './movement/lane.ts';
import { loitering } from './movement/loitering.ts';
import { manoeuvres } from './movement/manoeuvres.ts';
import { suddenSpeed } from './movement/suddenspeed.ts';
import { suddenTurn } from './movement/suddenturn.ts';
import { unusual } from './movement/unusual.ts';
import { uTurn } from './movement/uturn.ts';
import { crossings } from './operations/crossings.ts';
import { patrols } from './operations/patrols.ts';
import { tasks } from './operations/tasks.ts';
import { troubles } from './operations/troubles.ts';
import { voids } from './operations/voids.ts';
import { feeds } from './outage/feeds.ts';
import { sensors } from './outage/sensors.ts';
import { convoy } from './together/convoy.ts';
import { massStop } from './together/massstop.ts';
import { watchLists } from './watchlists/watchlists.ts';
import { zones } from './zones/zones.ts';

export const DETECTORS: readonly OpenDetector[] = [
  distress,
  possible,
  command,
  feeds,
  sensors,
  silence,
  uncooperative,
  dark,
  unverified,
  zones,
  watchLists,
  borderCrossed,
  groupSize,
  towardsUncovered,
  landWays,
  crossings,
  patrols,
  tasks,
  voids,
  troubles,
  places,
  speeds,
  circles,
  stays,
  meetings,
  goFast,
  shoreApproach,
  cableDrag,
  collision,
  convoy,
  massStop,
  footprint,
  changes,
  twice,
  invalid,
  manoeuvres,
  uTurn,
  loitering,
  suddenSpeed,
  suddenTurn,
  drifting,
  leftLane,
  unusual,
];
