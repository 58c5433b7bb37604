/** Every kind of alert: its family, its usual priority and what it means. `docs/alerts.md` is made of it. */

/** Conditions of one family on the same track within the same time are one happening. */
export const FAMILIES = [
  'distress',
  'zone',
  'contact',
  'deception',
  'identity',
  'movement',
  'meeting',
  'collision',
  'land',
  'operations',
  'system',
  'watchList',
] as const;
export type AlertFamily = (typeof FAMILIES)[number];

/** Every `Priority`; an alert knows its kind, not the other way round. */
type UsualPriority = 'emergency' | 'alarm' | 'warning' | 'caution';

interface KindRow {
  readonly family: AlertFamily;
  readonly priority: UsualPriority;
  /** In one sentence, for the documentation. */
  readonly text: string;
}

const kinds = {
  distress: [
    'distress',
    'emergency',
    'Somebody calls for help: an active AIS-SART, MOB or EPIRB, DSC, a unit’s button, a person’s report.',
  ],
  possibleDistress: [
    'distress',
    'warning',
    'Signs of distress whose context carries it: drifting with people aboard, stopped and overloaded by a report, lost far out after slowing.',
  ],
  notUnderCommand: ['distress', 'caution', 'A vessel says that it is not under command.'],
  zoneEntry: ['zone', 'warning', 'Something entered a zone whose rule asks for it.'],
  zoneExit: ['zone', 'caution', 'Something left a zone whose rule asks for it.'],
  zonePresence: ['zone', 'caution', 'Something has been in a zone for longer than its rule allows.'],
  zoneApproach: ['zone', 'caution', 'Something will be in a zone within the time of its rule.'],
  zoneSpeed: ['zone', 'caution', 'Faster, or slower, in a zone than its rule allows.'],
  zoneAnchoring: ['zone', 'warning', 'At anchor, or stopped, in a zone where it must not.'],
  zoneLoitering: ['zone', 'warning', 'Goes to and fro in a zone.'],
  lineCrossed: ['zone', 'warning', 'Something crossed a line in a direction that counts.'],
  zoneNotListed: ['zone', 'warning', 'In a zone, and not on the list of those who may be.'],
  uncooperativeContact: ['contact', 'warning', 'Seen, sends nothing, where a zone or rule asks for it.'],
  darkContact: ['contact', 'warning', 'Seen, sends nothing, and there is evidence that it should.'],
  silence: ['contact', 'warning', 'A vessel stopped sending where it would be heard.'],
  unverified: ['deception', 'warning', 'No sensor sees a vessel where its AIS says it is and one should.'],
  teleport: ['deception', 'warning', 'A position that the vessel cannot have reached.'],
  overspeed: ['deception', 'caution', 'Faster than its class can be.'],
  duplicateMmsi: ['deception', 'warning', 'Two transmitters in different places use one MMSI.'],
  circleSpoofing: ['deception', 'warning', 'Positions on a circle whose course and heading do not fit.'],
  jamming: ['deception', 'warning', 'Several vessels lose or displace their positions at once.'],
  outOfFootprint: ['deception', 'warning', 'A position that the receiving antenna cannot hear.'],
  identityChanged: [
    'identity',
    'caution',
    'A vessel changed name, call sign, type, IMO number or dimensions.',
  ],
  identityTwice: ['identity', 'caution', 'Two vessels claim one IMO number.'],
  identityInvalid: [
    'identity',
    'caution',
    'An MMSI, its country digits or an IMO check digit is invalid, and more speaks against it.',
  ],
  loitering: ['movement', 'caution', 'Stays in a small area at sea without reason.'],
  drifting: ['movement', 'caution', 'Slow, course against heading: drifts.'],
  suddenSpeed: ['movement', 'caution', 'A sudden stop or change of speed.'],
  suddenTurn: ['movement', 'caution', 'A sudden turn where nobody turns.'],
  uTurn: ['movement', 'caution', 'Turned back.'],
  unusualSpeed: ['movement', 'caution', 'A speed that its class does not make here at this hour.'],
  unusualCourse: ['movement', 'caution', 'A course that its class does not steer here.'],
  unusualType: ['movement', 'caution', 'A class of vessel that does not come here.'],
  leftLane: ['movement', 'caution', 'Left the lane that traffic here keeps to.'],
  shoreApproach: ['movement', 'warning', 'Comes to the shore at night, away from ports.'],
  goFast: ['movement', 'warning', 'Small and fast, without AIS or out of its class.'],
  cableDrag: ['movement', 'warning', 'At the speed of towing or of a dragging anchor over a cable.'],
  convoy: ['movement', 'caution', 'Several move together for long.'],
  massStop: ['movement', 'warning', 'Many vessels stop at once.'],
  rendezvous: [
    'meeting',
    'warning',
    'Two vessels lie together at sea, away from ports, anchorages and pilots.',
  ],
  encounter: ['meeting', 'caution', 'Two vessels came close together at slow speed for a while.'],
  collision: ['collision', 'warning', 'Two vessels will come closer than is safe.'],
  borderCrossed: ['land', 'warning', 'Crossed the border line away from a crossing point.'],
  groupSize: ['land', 'warning', 'A group as large as a rule asks to know.'],
  towardsUncovered: ['land', 'warning', 'Moves towards a sector in which there is no unit.'],
  sensorTampered: ['system', 'alarm', 'A sensor says that somebody tampers with it.'],
  sensorLost: ['system', 'warning', 'A sensor is gone or faulty.'],
  feedOutage: ['system', 'alarm', 'A feed or receiver brings nothing: one alert for all that it brought.'],
  pictureStale: ['system', 'alarm', 'The picture is not up to date.'],
  storage: ['system', 'alarm', 'Something cannot be written down.'],
  clock: ['system', 'warning', 'A clock jumped, or a feed’s times are wrong.'],
  crossingClosed: ['operations', 'caution', 'A crossing point was closed.'],
  crossingSilent: ['operations', 'caution', 'A crossing point has not reported in time.'],
  sectorUncovered: ['operations', 'warning', 'A sector that needs a unit has none that suits.'],
  crossingUncovered: ['operations', 'caution', 'No unit that suits is near a crossing point.'],
  unitOverdue: ['operations', 'warning', 'A unit on patrol has not been heard of.'],
  patrolNotStarted: ['operations', 'caution', 'A patrol’s time has come, and it is not under way.'],
  taskUnanswered: ['operations', 'caution', 'A unit did not answer what it was told to do.'],
  watchListVessel: ['watchList', 'warning', 'A vessel of a watch list.'],
  watchListArea: ['watchList', 'caution', 'Something in an area of a watch list.'],
  watchListPattern: ['watchList', 'caution', 'Something behaves as a watch list describes.'],
} as const satisfies Readonly<Record<string, readonly [AlertFamily, UsualPriority, string]>>;

export type AlertKind = keyof typeof kinds;
export const ALERT_KINDS = Object.keys(kinds) as readonly AlertKind[];

export function kindRow(kind: AlertKind): KindRow {
  const [family, priority, text] = kinds[kind];
  return { family, priority, text };
}
