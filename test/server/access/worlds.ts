/** Small worlds for the policy's tests: records in memory, whose feeds are whose. */
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import {
  type Agency,
  type AgencyId,
  agencyId,
  agreementId,
  type Marking,
  personId,
  type Release,
  type Role,
} from '../../../proto/domain/operations/agency.ts';
import type { Agreement } from '../../../proto/domain/operations/agreement.ts';
import type { CrewPart, Patrol, Sector, Task, Unit } from '../../../proto/domain/operations/patrol.ts';
import type {
  AnyVersion,
  RecordKind,
  RecordValues,
  Version,
} from '../../../proto/domain/operations/record.ts';
import type { CrossingPoint, Zone } from '../../../proto/domain/operations/zone.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { PolicyRecords } from '../../../server/access/accounts/people.ts';
import type { Asker } from '../../../server/access/asker.ts';
import type { PolicyObject } from '../../../server/access/decision.ts';
import { type FeedMarking, type World, worldAt } from '../../../server/access/world.ts';

export const NOW_MS = Date.UTC(2026, 4, 1, 6);
export const at = (ms: number) => epochMs(NOW_MS + ms);

/** The coast guard of the site, the police of the same country, the neighbour's police, a rescue centre beyond. */
export const COAST = agencyId('xa-coast');
export const POLICE = agencyId('xa-police');
export const NEIGHBOUR = agencyId('xc-police');
export const RESCUE = agencyId('xb-rescue');

export const AGENCIES: Readonly<Record<string, Agency>> = {
  [COAST]: { name: 'Coast', country: 'XA', service: 'coastGuard' },
  [POLICE]: { name: 'Police', country: 'XA', service: 'borderPolice' },
  [NEIGHBOUR]: { name: 'Neighbour', country: 'XC', service: 'borderPolice' },
  [RESCUE]: { name: 'Rescue', country: 'XB', service: 'rescue', rescueCentre: true },
};

export const marking = (owner: AgencyId, more: Partial<Marking> = {}): Marking => ({
  owner,
  purpose: 'borderSurveillance',
  retention: 'decisions',
  ...more,
});

/** The whole site's feeds. `land` watches people; `secret` is TLP:RED. */
export const FEEDS = ['ais', 'radar', 'land', 'secret', 'next', 'boats', 'people/xa-police'].map(feedId);
export const MARKINGS: Readonly<Record<string, FeedMarking>> = {
  ownerless: { purpose: 'safety', retention: 'vessels' },
  ais: marking(COAST, { retention: 'vessels' }),
  radar: marking(COAST, { retention: 'sensors' }),
  land: marking(POLICE, { retention: 'peopleOnLand' }),
  secret: marking(COAST, { tlp: 'red', retention: 'sensors' }),
  next: marking(NEIGHBOUR, { retention: 'vessels' }),
  boats: marking(POLICE, { retention: 'ownUnits' }),
};

/** Records that a test changes as it goes on. */
export class TestRecords implements PolicyRecords {
  readonly #versions = new Map<string, AnyVersion>();
  readonly #listeners = new Set<(version: AnyVersion) => void>();

  set<K extends RecordKind>(kind: K, id: string, value: RecordValues[K], removed = false): void {
    const key = `${kind}/${id}`;
    const version = {
      kind,
      id,
      value,
      version: (this.#versions.get(key)?.version ?? 0) + 1,
      event: 'changed',
      atMs: at(0),
      by: 'system',
      byName: 'Test',
      revision: 1,
      ...(removed && { removed: true }),
    } as AnyVersion;
    this.#versions.set(key, version);
    for (const listener of this.#listeners) listener(version);
  }

  get<K extends RecordKind>(kind: K, id: string): Version<K> | undefined {
    const version = this.#versions.get(`${kind}/${id}`);
    return version?.removed ? undefined : (version as Version<K> | undefined);
  }

  list<K extends RecordKind>(kind: K): readonly Version<K>[] {
    return [...this.#versions.values()].filter(
      (version): version is AnyVersion & Version<K> => version.kind === kind && !version.removed,
    );
  }

  onChange(listener: (version: AnyVersion) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export function recordsWithAgencies(): TestRecords {
  const records = new TestRecords();
  for (const [id, agency] of Object.entries(AGENCIES)) records.set('agency', id, agency);
  return records;
}

export const worldOf = (records: TestRecords, ms = 0, home: AgencyId | undefined = COAST): World =>
  worldAt({ records, markings: (feed) => MARKINGS[feed], home }, at(ms));

export const agreement = (more: Partial<Agreement> = {}): Agreement => ({
  title: 'Joint patrols',
  parties: [COAST, POLICE, NEIGHBOUR],
  areas: [],
  forms: ['coordinated'],
  types: ['presence'],
  powers: ['observe'],
  command: 'host',
  release: ['vessels', 'contacts'],
  fromMs: at(-1000),
  untilMs: at(10_000),
  marking: marking(COAST),
  ...more,
});

export const release = (more: Partial<Release> = {}): Release => ({
  what: { kind: 'feed', feedId: 'ais' },
  to: [NEIGHBOUR],
  agreement: agreementId('a1'),
  reason: 'seen from both sides',
  fromMs: at(-1000),
  untilMs: at(5000),
  marking: marking(COAST),
  ...more,
});

/** One release under one agreement. */
export function released(more: Partial<Release> = {}, agreed: Partial<Agreement> = {}): TestRecords {
  const records = recordsWithAgencies();
  records.set('agreement', 'a1', agreement(agreed));
  records.set('release', 'r1', release(more));
  return records;
}

export const asker = (agency: AgencyId, roles: readonly Role[], more: Partial<Asker> = {}): Asker => ({
  personId: personId(`p-${agency}`),
  name: 'Somebody',
  agency,
  roles,
  how: 'session',
  credential: 's',
  ...more,
});

type TrackObject = Extract<PolicyObject, { kind: 'track' }>;

export const track = (feeds: readonly string[], more: Partial<TrackObject> = {}): TrackObject => ({
  kind: 'track',
  trackId: '1-1',
  trackKind: TrackKind.classA,
  nature: Nature.synthetic,
  feeds: feeds.map(feedId),
  distress: false,
  ...more,
});

export const record = <K extends RecordKind>(kind: K, id: string, value: RecordValues[K]): PolicyObject =>
  ({ kind: 'record', record: kind, id, value }) as PolicyObject;

export const crew = (agency: AgencyId): CrewPart => ({
  agency,
  people: 2,
  function: 'boarding',
  powers: ['observe'],
});

export const unit = (owner: AgencyId, more: Partial<Unit> = {}): Unit => ({
  callSign: 'Falcon 1',
  name: 'The Falcon',
  kind: 'patrolVessel',
  crew: [crew(owner)],
  base: { lat: 41, lon: 19, name: 'Harbour' },
  capabilities: { speedKn: 30, sensors: [], night: true, boarding: true, medical: false, languages: [] },
  bound: { mmsi: '700000001' },
  marking: marking(owner),
  ...more,
});

export const sector = (owner: AgencyId): Sector => ({
  name: 'North',
  area: { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 5000 },
  coveredForMin: 60,
  marking: marking(owner),
});

export const patrol = (owner: AgencyId, more: Partial<Patrol> = {}): Patrol => ({
  title: 'Night',
  sectorIds: ['s1'],
  unitIds: ['u1'],
  fromMs: at(0),
  untilMs: at(1000),
  form: 'coordinated',
  type: 'presence',
  lead: owner,
  parties: [],
  powersNeeded: [],
  meetingPoints: [],
  liaison: [{ agency: owner, name: 'Jo', channel: '72' }],
  state: 'draft',
  marking: marking(owner),
  ...more,
});

export const task = (owner: AgencyId, unitId: string): Task => ({
  unitId,
  kind: 'goTo',
  text: 'Look there',
  state: 'sent',
  marking: marking(owner),
});

export const zone = (owner: AgencyId, more: Partial<Zone> = {}): Zone => ({
  name: 'Bay',
  shape: { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 500 },
  purpose: 'vigilance',
  life: 'draft',
  marking: marking(owner),
  ...more,
});

export const crossing = (owner: AgencyId, joint: boolean): CrossingPoint => ({
  name: 'Bridge',
  kind: 'land',
  place: { lat: 42, lon: 19.5 },
  country: 'XA',
  neighbourCountry: 'XC',
  status: 'open',
  timeZone: 'Europe/Tirane',
  lanes: [],
  contacts: [{ name: 'Desk', channel: '12' }],
  joint,
  reportEveryMin: 60,
  marking: marking(owner),
});
