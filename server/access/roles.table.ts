/** What each role may do. `docs/access.md` is made of it; `rules.table.ts` says of which things. */
import type { Role } from '../../proto/domain/operations/agency.ts';
import { RECORD_KINDS, type RecordKind } from '../../proto/domain/operations/record.ts';
import type { Action } from './decision.ts';

/** `withoutIdentity`: only what is left without names and numbers. */
export type Permission = 'yes' | 'no' | 'withoutIdentity';

/** An action, with seeing split by what is seen. */
export type Deed = Exclude<Action, 'see'> | 'seePicture';

export const DEEDS = {
  seePicture: 'see the picture: tracks, sensors and their plots, live and as they were',
  search: 'look for a vessel or a person by name or number',
  askArchive: 'ask the archive what was: a vessel’s past, an area, meetings',
  export: 'take data away',
  report: 'report a contact, change or withdraw the report, say which track it is',
  taskSensor: 'ask a sensor to look',
  correctSensor: "let a sensor's systematic error be taken out",
  plan: 'enter, change or remove zones, sectors, units, patrols and crossing points',
  approve: 'validate a zone; brief, start, hand over and end a patrol',
  answer: 'accept or decline when another agency asks to take part',
  order: 'tell a unit what to do',
  reportCrossing: 'say how a crossing point is',
  agree: 'enter an agreement between agencies',
  release: 'let another agency see something under an agreement; end that',
  releaseDistress: 'let others than the rescue centre see a distress',
  administer: 'enter agencies, people and tokens',
  answerAlert: 'acknowledge, silence, claim, hand back, comment and group an alert',
  judgeAlert: 'say whether an alert was true, false or of no use',
  shelveAlert: 'put an alert aside for a time, with a reason',
  assignAlert: 'give an alert to another person or to the supervisor, take another’s off the shelf',
  configureAlerts: 'enter watch lists, set the detectors',
  keepArchive: 'hold what is recorded, release a hold, mark what was recorded wrongly',
  readAudit: 'read the log',
  seeAs: 'look at the picture as another agency would see it',
} as const satisfies Readonly<Record<Deed, string>>;

export interface RoleRow {
  /** Whom it is meant for. */
  readonly text: string;
  /** Deed by deed: may it, and why. What is not named: no. */
  readonly deeds: Readonly<Partial<Record<Deed, readonly [Exclude<Permission, 'no'>, string]>>>;
  /** Why all else is not the role's. */
  readonly otherwise: string;
  /** Which kinds of records it may see, as far as the rules let it. */
  readonly records: readonly RecordKind[];
}

const DESK_DEEDS = {
  seePicture: ['yes', 'The watch answers for what happens in the picture.'],
  search: ['yes', 'Who calls on the radio has to be found; every search is logged.'],
  report: ['yes', 'What is told by telephone or radio belongs into the picture.'],
  taskSensor: ['yes', 'A camera is turned by who watches.'],
  reportCrossing: ['yes', 'The desk hears first how a crossing point is.'],
  answerAlert: ['yes', 'Whoever watches answers; once, for every station.'],
  judgeAlert: ['yes', 'Who saw what it was knows whether it was worth an alert.'],
  shelveAlert: ['yes', 'What is known need not sound again; the reason is kept and reviewed at hand-over.'],
} as const;

const PLANNING_DEEDS = {
  seePicture: ['yes', 'A plan is made upon the picture.'],
  plan: ['yes', 'It is the coordinator’s work.'],
  approve: ['yes', 'Own zones and patrols: the coordinator leads them.'],
  export: ['yes', 'A partner without this system gets the plan as a file; every export is logged.'],
  answer: ['yes', 'The coordinator knows which units are free.'],
  order: ['yes', 'Units are led by whoever planned their patrol.'],
  reportCrossing: ['yes', 'A closure is often decided in planning.'],
  release: ['yes', 'A joint patrol works only with what both sides see; the reason is logged.'],
  seeAs: ['yes', 'Before a release one looks at what the other would see.'],
} as const;

const PUBLIC_KINDS = ['agency', 'crossingPoint'] as const satisfies readonly RecordKind[];

export const ROLE_TABLE: Readonly<Record<Role, RoleRow>> = {
  operator: {
    text: 'sits at a desk and watches',
    deeds: DESK_DEEDS,
    otherwise: 'Plans, releases and accounts are decided by others, so that nobody decides alone under load.',
    records: RECORD_KINDS,
  },
  coordinator: {
    text: 'plans patrols with other agencies',
    deeds: PLANNING_DEEDS,
    otherwise: 'The coordinator plans; watching, evidence and accounts are other people’s work.',
    records: RECORD_KINDS,
  },
  analyst: {
    text: 'works out later what happened',
    deeds: {
      seePicture: ['yes', 'To replay what was known, and when.'],
      search: ['yes', 'To find a vessel, an area, a meeting; every search is logged.'],
      askArchive: ['yes', 'It is the analyst’s work; every question is logged with its purpose.'],
      export: ['yes', 'To take evidence away; every export is logged.'],
      judgeAlert: [
        'yes',
        'What it was is often known only later; it changes nothing but the detectors’ record.',
      ],
    },
    otherwise: 'The analyst reads; whoever changes things must not be the one who judges them.',
    records: RECORD_KINDS,
  },
  supervisor: {
    text: 'answers for a shift: operator and coordinator, and what only one person may decide',
    deeds: {
      ...PLANNING_DEEDS,
      ...DESK_DEEDS,
      askArchive: [
        'yes',
        'Who answers for a shift looks back at it; every question is logged with its purpose.',
      ],
      correctSensor: ['yes', 'It moves every track that the sensor sees, so one person answers for it.'],
      agree: ['yes', 'What agencies agreed decides what may leave; the one who releases does not write it.'],
      releaseDistress: [
        'yes',
        'The position of people in need can harm them: a named person decides, and it is logged.',
      ],
      assignAlert: ['yes', 'Who answers for a shift says who answers what, and reviews what is shelved.'],
      configureAlerts: [
        'yes',
        'What is not raised is not seen: one person answers for it, and it is logged.',
      ],
    },
    otherwise: 'Accounts and the log are kept by people who do not decide on watch.',
    records: RECORD_KINDS,
  },
  administrator: {
    text: 'enters agencies and people',
    deeds: {
      administer: ['yes', 'Somebody has to; every change is logged, and the log is read by others.'],
      keepArchive: [
        'yes',
        'A court or an inquiry orders what must stay; every hold and correction is signed and logged.',
      ],
    },
    otherwise: 'Whoever gives rights does not use them: no picture, no plans, no log.',
    records: [...PUBLIC_KINDS, 'person'],
  },
  dataProtection: {
    text: 'the data-protection officer',
    deeds: {
      keepArchive: ['yes', 'Whether data are kept, and right, is the officer’s to answer for.'],
      readAudit: ['yes', 'To answer who looked at what, and why.'],
    },
    otherwise: 'Judges how data are used and kept, and needs none of them: no picture.',
    records: RECORD_KINDS,
  },
  auditor: {
    text: 'checks that the log is whole',
    deeds: {
      readAudit: ['yes', 'It is the auditor’s work.'],
    },
    otherwise: 'Needs nothing but the log and the names in it.',
    records: [...PUBLIC_KINDS, 'person'],
  },
  rightsMonitor: {
    text: 'the fundamental-rights monitor',
    deeds: {
      seePicture: ['withoutIdentity', 'To see how people are treated it need not be known who they are.'],
      readAudit: ['withoutIdentity', 'Only what was released, to whom and why.'],
    },
    otherwise: 'Watches those who act and does not act.',
    records: RECORD_KINDS,
  },
  wall: {
    text: 'a display on a wall; an account with this role has no other',
    deeds: {
      seePicture: ['yes', 'As far as the agencies of everyone in its room may see it.'],
    },
    otherwise: 'Nobody in particular sits at it, so nothing is asked or decided at it.',
    records: ['agency', 'crossingPoint', 'zone', 'unit', 'sector', 'patrol', 'task'],
  },
};

/** A wall display is never anything else, whatever was entered. */
export const rolesThatCount = (roles: readonly Role[]): readonly Role[] =>
  roles.includes('wall') ? ['wall'] : roles;

/** The most that any of the roles may. */
export function permission(roles: readonly Role[], deed: Deed): Permission {
  let most: Permission = 'no';
  for (const role of rolesThatCount(roles)) {
    const [granted] = ROLE_TABLE[role].deeds[deed] ?? ['no'];
    if (granted === 'yes') return 'yes';
    if (granted === 'withoutIdentity') most = granted;
  }
  return most;
}

/** Only some roles are kept from identities: a record is whole where one role lets it be. */
export function permissionForRecords(roles: readonly Role[], record: RecordKind): Permission {
  const seeing = rolesThatCount(roles).filter((role) => ROLE_TABLE[role].records.includes(record));
  if (seeing.length === 0) return 'no';
  return seeing.every((role) => ROLE_TABLE[role].deeds.seePicture?.[0] === 'withoutIdentity')
    ? 'withoutIdentity'
    : 'yes';
}
