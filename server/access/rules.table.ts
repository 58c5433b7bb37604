/**
 * The policy, rule by rule. Each table is read from its top, and the first rule that holds decides. `docs/access.md` is
 * made of it; what a role may do at all stands in `roles.table.ts`.
 */
import { type FeedId, feedId } from '../../proto/domain/ids.ts';
import type { AgencyId, Marking } from '../../proto/domain/operations/agency.ts';
import type { RecordKind } from '../../proto/domain/operations/record.ts';
import { RECORD_CLASS } from '../../proto/domain/operations/releasable.table.ts';
import type { Action } from './decision.ts';
import { reducedBy } from './reduction.ts';
import { permission, permissionForRecords } from './roles.table.ts';
import type {
  AskerQuestion,
  AuditQuestion,
  ChangeQuestion,
  FeedQuestion,
  RecordObject,
  RecordQuestion,
  Rule,
} from './rule.ts';
import { aboard, type Grant, recordName } from './world.ts';

/** Whoever does these changes nothing. */
const READING: ReadonlySet<Action> = new Set(['see', 'search', 'askArchive', 'export', 'readAudit', 'seeAs']);

/** Reading is decided by what may be seen, all else by whose it is. */
export const changes = (action: Action): boolean => !READING.has(action);

/** What the tables of roles say of an action on such a thing. */
export function rolePermission({ asker, action, object }: AskerQuestion) {
  const roles = asker.seesAs === undefined || action === 'seeAs' ? asker.roles : (['operator'] as const);
  if (action !== 'see') return permission(roles, action);
  return object.kind === 'record'
    ? permissionForRecords(roles, object.record)
    : permission(roles, object.kind === 'audit' ? 'readAudit' : 'seePicture');
}

export const ASKER_RULES: readonly Rule<AskerQuestion, 'no'>[] = [
  {
    name: 'viewerOnlyLooks',
    text: 'Whoever looks at the demonstration without having signed in changes nothing.',
    verdict: 'no',
    test: ({ asker, action }) => asker.personId === undefined && changes(action),
  },
  {
    name: 'seesAsOnlyLooks',
    text: 'Whoever looks through the eyes of another agency changes nothing meanwhile.',
    verdict: 'no',
    test: ({ asker, action }) => asker.seesAs !== undefined && changes(action),
  },
  {
    name: 'seesAsNotAllowed',
    text: 'Only a role that may look as another agency does.',
    verdict: 'no',
    test: ({ asker }) => asker.seesAs !== undefined && permission(asker.roles, 'seeAs') === 'no',
  },
  {
    name: 'role',
    text: 'No role of the person allows it: see the table of roles.',
    verdict: 'no',
    test: (question) => rolePermission(question) === 'no',
  },
];

const isOwn = ({ eyes, marking }: FeedQuestion): boolean => marking?.owner === eyes.agency;

/** Releases of the owner's that the agreement's classes cover. Nobody releases what is another's. */
const granted = (
  grants: readonly Grant[] | undefined,
  marking: Marking | undefined,
  what: Grant['classes'][number],
): readonly Grant[] =>
  marking === undefined
    ? []
    : (grants ?? []).filter(({ owner, classes }) => owner === marking.owner && classes.includes(what));

export const trackGrants = ({ eyes, marking, trackId, ...question }: FeedQuestion): readonly Grant[] =>
  trackId === undefined ? [] : granted(eyes.grants.tracks.get(trackId), marking, question.class);

export function feedGrants({ eyes, feed, marking, trackId, ...question }: FeedQuestion): readonly Grant[] {
  const grants = granted(eyes.grants.feeds.get(feed), marking, question.class);
  if (trackId !== undefined) return grants;
  // A feed's raw plots cannot be reduced, and a sensor for people shows people.
  return grants.filter(
    ({ classes, reduction }) =>
      reducedBy(reduction) === 'whole' &&
      (marking?.retention !== 'peopleOnLand' || classes.includes('peopleOnLand')),
  );
}

export const isOnlySeen = ({ class: what }: FeedQuestion): boolean =>
  what === 'contacts' || what === 'peopleOnLand';

/**
 * Asked for each feed that a track comes from, through one agency's eyes. The track is seen if any answer lets it be
 * seen, whole if any is whole, else with the mildest reduction.
 */
export const FEED_RULES: readonly Rule<FeedQuestion, 'yes' | 'no' | 'released'>[] = [
  {
    name: 'ownFeed',
    text: 'A service sees what its own sensors, receivers and people bring, distress above all.',
    verdict: 'yes',
    test: isOwn,
  },
  {
    name: 'distressToRescue',
    text: 'A distress is seen whole by every agency that is a rescue coordination centre, whoever owns it and however it is marked.',
    verdict: 'yes',
    test: ({ distress, eyes }) => distress && eyes.isRescueCentre,
  },
  {
    name: 'red',
    text: 'What is marked TLP:RED is for its owner’s people alone, whatever is released.',
    verdict: 'no',
    test: ({ marking }) => marking?.tlp === 'red',
  },
  {
    name: 'releasedTrack',
    text: 'The owner released this one track to the agency, under an agreement in force between both that allows this class of things; as reduced as the release says; where its feed is released too, the milder counts. People on land never carry an identity.',
    verdict: 'released',
    test: (question) => trackGrants(question).length > 0,
  },
  {
    name: 'distressNeedsPerson',
    text: 'A distress of someone who does not transmit, above all of people in a boat, is not covered by the release of a feed: a supervisor decides on that one track. What transmits its distress tells everyone at sea, and stays as it was released.',
    verdict: 'no',
    test: (question) => question.distress && isOnlySeen(question),
  },
  {
    name: 'releasedFeed',
    text: 'The owner released this feed to the agency, under an agreement in force between both that allows this class of things; as reduced as the release says. People on land are such a class of their own, never meant by another, and never carry an identity. The sensors behind a feed and their plots are seen only where “sensors” is agreed and nothing is reduced; those that watch people on land only where these are agreed too.',
    verdict: 'released',
    test: (question) => feedGrants(question).length > 0,
  },
  {
    name: 'ownService',
    text: 'Otherwise what a service has is its own.',
    verdict: 'no',
    test: () => true,
  },
];

const is = <K extends RecordKind>(
  object: RecordObject,
  kind: K,
): object is Extract<RecordObject, { record: K }> => object.record === kind;

/** Agencies and people carry no marking. */
export function markingOf(object: RecordObject): Marking | undefined {
  return is(object, 'agency') || is(object, 'person') ? undefined : object.value.marking;
}

/** Whose a record is; an agency is its own. */
function ownerOf(object: RecordObject): AgencyId | string {
  if (is(object, 'agency')) return object.id;
  return is(object, 'person') ? object.value.agency : (markingOf(object)?.owner ?? '');
}

export function recordGrants({ world, agency, object }: RecordQuestion): readonly Grant[] {
  const what = RECORD_CLASS[object.record];
  if (what === undefined) return [];
  const grants = world.grantsTo(agency).records.get(recordName(object.record, object.id));
  // A record cannot be rounded or shown late: a release that asks for that lets nothing be seen.
  return granted(grants, markingOf(object), what).filter(
    ({ reduction }) => (reduction?.roundM ?? 0) <= 0 && (reduction?.delayMs ?? 0) <= 0,
  );
}

const unitOf = (world: RecordQuestion['world'], object: Extract<RecordObject, { record: 'task' }>) =>
  world.unit(object.value.unitId);

/** Seeing a record that people entered. `reduced`: without what names or describes persons. */
export const RECORD_RULES: readonly Rule<RecordQuestion, 'yes' | 'reduced' | 'released' | 'no'>[] = [
  {
    name: 'agencies',
    text: 'Everyone may know which agencies there are.',
    verdict: 'yes',
    test: ({ object }) => is(object, 'agency'),
  },
  {
    name: 'oneself',
    text: 'A person sees what is entered of them.',
    verdict: 'yes',
    test: ({ object, personId }) => is(object, 'person') && object.id === personId,
  },
  {
    name: 'administersPeople',
    text: 'Administrators and data-protection officers see the people of their agency; the administrators of the site’s own agency see all.',
    verdict: 'yes',
    test: ({ world, agency, roles, object }) =>
      is(object, 'person') &&
      ((roles.includes('administrator') && (agency === world.home || agency === object.value.agency)) ||
        (roles.includes('dataProtection') && agency === object.value.agency)),
  },
  {
    name: 'colleagues',
    text: 'People of one agency know each other’s names, roles and positions, not what they sign in with.',
    verdict: 'reduced',
    test: ({ agency, object }) => is(object, 'person') && object.value.agency === agency,
  },
  {
    name: 'peopleStay',
    text: 'Who works for an agency is nobody else’s business, and is never released.',
    verdict: 'no',
    test: ({ object }) => is(object, 'person'),
  },
  {
    name: 'ownRecord',
    text: 'A service sees what its people entered.',
    verdict: 'yes',
    test: ({ agency, object }) => ownerOf(object) === agency,
  },
  {
    name: 'redRecord',
    text: 'What is marked TLP:RED is for its owner’s people alone.',
    verdict: 'no',
    test: ({ object }) => markingOf(object)?.tlp === 'red',
  },
  {
    name: 'agreementParty',
    text: 'An agreement is seen by its parties.',
    verdict: 'yes',
    test: ({ agency, object }) => is(object, 'agreement') && object.value.parties.includes(agency),
  },
  {
    name: 'releasedToUs',
    text: 'Whoever something is released to sees the release and its terms, not the reason.',
    verdict: 'reduced',
    test: ({ agency, object }) => is(object, 'release') && object.value.to.includes(agency),
  },
  {
    name: 'patrolParty',
    text: 'A patrol is seen by its lead and by those who were asked to take part, once it is no longer a draft.',
    verdict: 'yes',
    test: ({ agency, object }) =>
      is(object, 'patrol') &&
      object.value.state !== 'draft' &&
      (object.value.lead === agency || object.value.parties.some((party) => party.agency === agency)),
  },
  {
    name: 'aboard',
    text: 'A unit is seen by every agency whose people are aboard.',
    verdict: 'yes',
    test: ({ agency, object }) => is(object, 'unit') && aboard(object.value).includes(agency),
  },
  {
    name: 'patrolUnit',
    text: 'Units of a patrol that is asked for or goes on are seen by those who take part, if the unit’s owner takes part: call sign, kind, abilities and contact, not who is aboard nor which transmitter is theirs.',
    verdict: 'reduced',
    test: ({ world, agency, object }) => is(object, 'unit') && world.partners('unit', object.id).has(agency),
  },
  {
    name: 'patrolSector',
    text: 'Sectors of a patrol that is asked for or goes on are seen by those who take part, if the sector’s owner takes part.',
    verdict: 'yes',
    test: ({ world, agency, object }) =>
      is(object, 'sector') && world.partners('sector', object.id).has(agency),
  },
  {
    name: 'taskToOwnUnit',
    text: 'A task is seen by the agencies whose people are in the unit that it is given to.',
    verdict: 'yes',
    test: ({ world, agency, object }) => {
      if (!is(object, 'task')) return false;
      const unit = unitOf(world, object);
      return unit !== undefined && aboard(unit).includes(agency);
    },
  },
  {
    name: 'watchedLayer',
    text: 'A loaded layer with a published source in which its owner watches for something is seen by everyone, without what is watched for.',
    verdict: 'reduced',
    test: ({ object }) =>
      is(object, 'zone') && object.value.source !== undefined && (object.value.rules?.length ?? 0) > 0,
  },
  {
    name: 'publicLayer',
    text: 'Loaded layers with a published source, as territorial seas, are seen by everyone.',
    verdict: 'yes',
    test: ({ object }) => is(object, 'zone') && object.value.source !== undefined,
  },
  {
    name: 'jointCrossing',
    text: 'A crossing point where both sides work in one place is seen by everyone.',
    verdict: 'yes',
    test: ({ object }) => is(object, 'crossingPoint') && object.value.joint,
  },
  {
    name: 'releasedRecord',
    text: 'The owner released this record to the agency, under an agreement in force between both that allows this class of things (plans: zones, sectors, patrols, tasks and watch lists).',
    verdict: 'released',
    test: (question) => recordGrants(question).length > 0,
  },
  {
    name: 'ownServiceRecord',
    text: 'Otherwise what a service entered is its own.',
    verdict: 'no',
    test: () => true,
  },
];

/** Which kinds of records an action is done to. */
export const ACTION_RECORDS: Readonly<Partial<Record<Action, readonly RecordKind[]>>> = {
  plan: ['zone', 'sector', 'unit', 'patrol', 'crossingPoint'],
  approve: ['zone', 'sector', 'patrol'],
  answer: ['patrol'],
  order: ['unit', 'task'],
  reportCrossing: ['crossingPoint'],
  agree: ['agreement'],
  release: ['release', 'zone', 'sector', 'unit', 'patrol', 'task', 'crossingPoint'],
  releaseDistress: ['release'],
  administer: ['agency', 'person'],
  configureAlerts: ['watchList', 'detection'],
};

/** What is done with alerts. */
export const ALERT_ACTIONS: ReadonlySet<Action> = new Set([
  'answerAlert',
  'judgeAlert',
  'shelveAlert',
  'assignAlert',
]);

/** The rule by which one sees an alert and does nothing with it. */
export const ALERT_OF_OTHERS = 'alertsOfOthers';

/** It speaks of what the asker's agency owns: a feed, a record, or nothing but the site itself. */
function ownsAlert(question: ChangeQuestion): boolean {
  const { world, asker, object } = question;
  if (object.kind !== 'alert') return false;
  const feeds = [...object.feeds, ...object.parties.flatMap((party) => party.feeds)];
  if (feeds.length + object.records.length === 0) return asker.agency === world.home;
  return (
    feeds.some((feed) => ownsFeed(question, feed)) ||
    object.records.some((record) => ownerOf(record) === asker.agency)
  );
}

const RELEASES: ReadonlySet<Action> = new Set(['release', 'releaseDistress']);

const ownsRecord = ({ asker, object }: ChangeQuestion): boolean =>
  object.kind === 'record' && ownerOf(object) === asker.agency;

const ownsFeed = ({ world, asker }: ChangeQuestion, feed: FeedId): boolean =>
  world.marking(feed)?.owner === asker.agency;

const staysRed = (marking: Marking | undefined): boolean => marking?.tlp === 'red';

/** Changing something; the role allows it already. */
export const CHANGE_RULES: readonly Rule<ChangeQuestion, 'yes' | 'no'>[] = [
  {
    name: 'notForThis',
    text: 'Each action is for certain kinds of records: see the list of actions.',
    verdict: 'no',
    test: ({ action, object }) =>
      (object.kind === 'record' && !(ACTION_RECORDS[action] ?? []).includes(object.record)) ||
      (object.kind === 'alert') !== ALERT_ACTIONS.has(action) ||
      (object.kind === 'archive') !== (action === 'keepArchive') ||
      object.kind === 'audit',
  },
  {
    name: 'answersOwnAlert',
    text: 'An alert is answered, judged, shelved and assigned by the agencies of whose feeds or records it speaks: whoever merely sees it does not make it quiet at their desks. One about the system itself is the site’s own agency’s.',
    verdict: 'yes',
    test: ownsAlert,
  },
  {
    name: 'rescueAnswers',
    text: 'A rescue coordination centre answers a distress: it leads the rescue.',
    verdict: 'yes',
    test: ({ world, asker, action, object }) =>
      object.kind === 'alert' &&
      object.isDistress &&
      (action === 'answerAlert' || action === 'judgeAlert') &&
      world.agency(asker.agency)?.rescueCentre === true,
  },
  {
    name: ALERT_OF_OTHERS,
    text: 'Nobody else does anything with it.',
    verdict: 'no',
    test: ({ object }) => object.kind === 'alert',
  },
  {
    name: 'homeSetsDetectors',
    text: 'The detectors are the whole site’s: its own agency sets them.',
    verdict: 'no',
    test: ({ world, asker, action, object }) =>
      action === 'configureAlerts' &&
      object.kind === 'record' &&
      is(object, 'detection') &&
      asker.agency !== world.home,
  },
  {
    name: 'homeKeepsArchive',
    text: 'What is recorded is the whole site’s: its own agency holds and corrects it.',
    verdict: 'yes',
    test: ({ world, asker, object }) => object.kind === 'archive' && asker.agency === world.home,
  },
  {
    name: 'archiveIsHomes',
    text: 'Nobody else holds or corrects what is recorded.',
    verdict: 'no',
    test: ({ object }) => object.kind === 'archive',
  },
  {
    name: 'homeAdministers',
    text: 'Agencies, and the people of all of them, are entered by the administrators of the site’s own agency.',
    verdict: 'yes',
    test: ({ world, asker, action }) => action === 'administer' && asker.agency === world.home,
  },
  {
    name: 'agenciesAreHomes',
    text: 'Nobody else changes an agency, not even their own: whether it is a rescue centre, and where, decides what it sees.',
    verdict: 'no',
    test: ({ object }) => object.kind === 'record' && is(object, 'agency'),
  },
  {
    name: 'redNotReleased',
    text: 'What is marked TLP:RED is not released.',
    verdict: 'no',
    test: ({ world, action, object }) =>
      RELEASES.has(action) &&
      ((object.kind === 'feed' && staysRed(world.marking(object.feedId))) ||
        (object.kind === 'record' && !is(object, 'release') && staysRed(markingOf(object))) ||
        (object.kind === 'record' &&
          is(object, 'release') &&
          object.value.what.kind === 'feed' &&
          staysRed(world.marking(feedId(object.value.what.feedId))))),
  },
  {
    name: 'releasesOnlyOwn',
    text: 'Nobody releases what another agency’s feed brings.',
    verdict: 'no',
    test: (question) => {
      const { object } = question;
      if (object.kind !== 'record' || !is(object, 'release') || object.value.what.kind !== 'feed')
        return false;
      return !ownsFeed(question, feedId(object.value.what.feedId));
    },
  },
  {
    name: 'releasesOwnTrack',
    text: 'A track can be released by an agency that owns a feed it comes from, unless that is marked TLP:RED. A distress needs the right to release distress.',
    verdict: 'yes',
    test: (question) => {
      const { world, action, object } = question;
      return (
        object.kind === 'track' &&
        action === (object.distress ? 'releaseDistress' : 'release') &&
        object.feeds.some((feed) => ownsFeed(question, feed) && !staysRed(world.marking(feed)))
      );
    },
  },
  {
    name: 'onSeenTrack',
    text: 'One may report about a track that one sees, and ask an own sensor to look at it.',
    verdict: 'yes',
    test: ({ action, object, sees }) =>
      object.kind === 'track' && (action === 'report' || action === 'taskSensor') && sees(),
  },
  {
    name: 'ownSensor',
    text: 'Sensors are asked and corrected, and reports changed, by the agency whose feed it is.',
    verdict: 'yes',
    test: (question) => question.object.kind === 'feed' && ownsFeed(question, question.object.feedId),
  },
  {
    name: 'answersIfAsked',
    text: 'An agency that a proposed patrol asks to take part answers for itself.',
    verdict: 'yes',
    test: ({ asker, action, object }) =>
      action === 'answer' &&
      object.kind === 'record' &&
      is(object, 'patrol') &&
      object.value.state !== 'draft' &&
      object.value.parties.some(({ agency }) => agency === asker.agency),
  },
  {
    name: 'notAsked',
    text: 'Nobody answers for another agency, nor for one that was not asked.',
    verdict: 'no',
    test: ({ action }) => action === 'answer',
  },
  {
    name: 'leadsPatrol',
    text: 'The agency that leads a patrol briefs, starts, hands over and ends it, once it was proposed.',
    verdict: 'yes',
    test: ({ asker, action, object }) =>
      action === 'approve' &&
      object.kind === 'record' &&
      is(object, 'patrol') &&
      object.value.state !== 'draft' &&
      object.value.lead === asker.agency,
  },
  {
    name: 'ledByAnother',
    text: 'Nobody else does, its owner neither; but only its owner plans it, because nobody asks the owner again.',
    verdict: 'no',
    test: ({ asker, action, object }) =>
      action === 'approve' &&
      object.kind === 'record' &&
      is(object, 'patrol') &&
      object.value.lead !== asker.agency,
  },
  {
    name: 'ordersAboard',
    text: 'A unit takes orders from the agencies whose people are aboard, and from the one that leads its patrol once that is accepted.',
    verdict: 'yes',
    test: ({ world, asker, action, object }) => {
      if (action !== 'order' || object.kind !== 'record') return false;
      const [unit, id] = is(object, 'unit')
        ? [object.value, object.id]
        : is(object, 'task')
          ? [unitOf(world, object), object.value.unitId]
          : [undefined, ''];
      return (
        unit !== undefined && (aboard(unit).includes(asker.agency) || world.leaders(id).has(asker.agency))
      );
    },
  },
  {
    name: 'ordersNobodyElse',
    text: 'Nobody orders another agency’s unit, even by a task that they entered themselves.',
    verdict: 'no',
    test: ({ action }) => action === 'order',
  },
  {
    name: 'agreesForOwn',
    text: 'An agreement is entered and changed by the agency that owns the entry, if it is one of the parties.',
    verdict: 'yes',
    test: (question) =>
      question.action === 'agree' &&
      question.object.kind === 'record' &&
      is(question.object, 'agreement') &&
      ownsRecord(question) &&
      question.object.value.parties.includes(question.asker.agency),
  },
  {
    name: 'agreesForNobody',
    text: 'Nobody enters an agreement between others.',
    verdict: 'no',
    test: ({ action }) => action === 'agree',
  },
  {
    name: 'changesOwn',
    text: 'What an agency owns its people change, as far as their roles go.',
    verdict: 'yes',
    test: ownsRecord,
  },
  {
    name: 'anothers',
    text: 'What is another’s nobody changes.',
    verdict: 'no',
    test: () => true,
  },
];

/** Reading the log, all of it or one row. `reduced`: some rows only. */
export const AUDIT_RULES: readonly Rule<AuditQuestion, 'yes' | 'reduced' | 'no'>[] = [
  {
    name: 'auditNotOfReleases',
    text: 'The fundamental-rights monitor reads what was released, to whom and why; no other row.',
    verdict: 'no',
    test: ({ asker, row }) => readsReleasesOnly(asker) && row !== undefined && row.record !== 'release',
  },
  {
    name: 'auditOfOthers',
    text: 'The rows of another agency’s people, and of the system itself, are read at the site’s own agency.',
    verdict: 'no',
    test: ({ world, asker, row }) =>
      row !== undefined && row.agency !== asker.agency && asker.agency !== world.home,
  },
  {
    name: 'auditInPart',
    text: 'Whoever may read some rows is shown these of the whole.',
    verdict: 'reduced',
    test: ({ world, asker, row }) =>
      row === undefined && (readsReleasesOnly(asker) || asker.agency !== world.home),
  },
  {
    name: 'audit',
    text: 'Everything else of the log is read by the roles that may.',
    verdict: 'yes',
    test: () => true,
  },
];

const readsReleasesOnly = ({ roles }: AuditQuestion['asker']): boolean =>
  permission(roles, 'readAudit') === 'withoutIdentity';

/** What is taken away in addition, whoever looks. */
export const LESSENING = {
  peopleNameless: 'People on land that another service released never carry an identity.',
  rightsMonitor:
    'A role that sees “without identity” sees neither names nor numbers, nor what single feeds and sensors said; a distress of the own service it sees whole.',
  aboard:
    'What a ship says of people and goods on board (persons, crew, passengers, dangerous cargo, inland particulars) is told to the service whose receiver heard it and, in distress, to rescue coordination centres: no release of a feed or a track carries it to another agency.',
  room: 'A wall display shows what everyone in its room may see: the strictest of what each agency there would see.',
  seesAs:
    'Looking as another agency shows what that agency’s operator would see of what one’s own operator sees: never more than one’s own.',
} as const;
