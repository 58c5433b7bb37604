/** What each kind of land sensor makes of who is about: whom it can see, how sure, and as what. */
import type { ClassPath } from '../../decode/sapient/build.ts';
import type { NodeType } from '../../decode/sapient/buildregistration.ts';
import type { ActorPlan, NodePlan } from '../scenarioland.ts';

type ActorKind = ActorPlan['kind'];

interface Sense {
  readonly type: NodeType;
  /** What it says of a sighting: both, a direction, or only that something is near it. */
  readonly measures: 'polar' | 'bearing' | 'near';
  /** How well each kind is seen, 1 being a person; absent: not at all. */
  readonly sees: Partial<Record<ActorKind, number>>;
  /** What it takes them for, and how sure it is. */
  readonly takes: Partial<Record<ActorKind, ClassPath>>;
}

export const SENSES: Record<NodePlan['kind'], Sense> = {
  groundRadar: {
    type: 'NODE_TYPE_RADAR',
    measures: 'polar',
    sees: { person: 1, footTeam: 1.1, group: 1.3, vehicle: 1.6, animal: 1, drone: 0.5 },
    takes: {
      person: [['Human', 0.72]],
      footTeam: [['Human', 0.72]],
      group: [['Human', 0.8]],
      vehicle: [['Land Vehicle', 0.88]],
      animal: [['Animal', 0.6]],
      drone: [
        ['Air Vehicle', 0.55],
        ['Drone', 0.55],
      ],
    },
  },
  camera: {
    type: 'NODE_TYPE_CAMERA',
    measures: 'bearing',
    sees: { person: 1, footTeam: 1, group: 1.3, vehicle: 1.6, animal: 1.1, drone: 0.7 },
    takes: {
      person: [['Human', 0.93]],
      footTeam: [['Human', 0.94]],
      group: [
        ['Human', 0.95],
        ['Group', 0.9],
      ],
      vehicle: [['Land Vehicle', 0.97]],
      animal: [['Animal', 0.92]],
      drone: [
        ['Air Vehicle', 0.85],
        ['Drone', 0.85],
      ],
    },
  },
  seismic: {
    type: 'NODE_TYPE_SEISMIC',
    measures: 'near',
    sees: { person: 1, footTeam: 1, group: 1.4, vehicle: 1.8, animal: 0.9 },
    takes: {
      person: [['Human', 0.6]],
      footTeam: [['Human', 0.6]],
      group: [['Human', 0.7]],
      vehicle: [['Land Vehicle', 0.85]],
      animal: [['Animal', 0.5]],
    },
  },
  acoustic: {
    type: 'NODE_TYPE_ACOUSTIC',
    measures: 'bearing',
    sees: { vehicle: 1.4, drone: 1, animal: 0.3 },
    takes: {
      vehicle: [['Land Vehicle', 0.75]],
      drone: [
        ['Air Vehicle', 0.7],
        ['Drone', 0.7],
      ],
      animal: [['Animal', 0.5]],
    },
  },
  proximity: {
    type: 'NODE_TYPE_PROXIMITY_SENSOR',
    measures: 'near',
    sees: { person: 1, footTeam: 1, group: 1.3, vehicle: 1.3, animal: 0.9 },
    takes: { person: [['Human', 0.55]], footTeam: [['Human', 0.55]], group: [['Human', 0.6]] },
  },
  passiveRf: {
    type: 'NODE_TYPE_PASSIVE_RF',
    measures: 'bearing',
    sees: { drone: 1.5 },
    takes: {
      drone: [
        ['Air Vehicle', 0.9],
        ['Drone', 0.9],
      ],
    },
  },
};

/** The chance of a sighting in one look: as planned at half the range, fading to nothing at its end. */
export function chanceOfSight(plan: NodePlan, kind: ActorKind, rangeM: number): number {
  const share = SENSES[plan.kind].sees[kind];
  if (share === undefined || rangeM > plan.rangeM) return 0;
  const fade = Math.min(1, 2 * (1 - rangeM / plan.rangeM));
  return Math.min(0.98, plan.probability * share * fade);
}
