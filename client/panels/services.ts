/** What the panels ask of the world: given once by the composition, so that panels run before anything that answers. */
import { createContext, useContext } from 'react';
import type { Alert, AlertAct } from '../../proto/domain/alert/alert.ts';
import type { AlertLoad } from '../../proto/domain/alert/load.ts';
import type { SensorId, TrackId } from '../../proto/domain/ids.ts';
import type { ManualReport } from '../../proto/domain/manual.ts';
import type { Agency, AgencyId, Person } from '../../proto/domain/operations/agency.ts';
import type { Finding, RecordKind, RecordValues, Version } from '../../proto/domain/operations/record.ts';
import type { SessionAnswer } from '../../proto/domain/operations/session.ts';
import type { ZonePurpose } from '../../proto/domain/operations/zone.ts';
import type { TrackDetail } from '../../proto/domain/track.ts';
import type { ActedMany, ActSaid } from '../link/alerts.ts';
import type * as archive from '../link/archive.ts';
import type { Contact, DistressWithoutPosition, SentTask } from '../link/operations.ts';
import type { Change, Made } from '../link/records.ts';
import type { ReplayControl } from '../link/replays.ts';
import type { Answer, Extent, RateSample, TrackHit } from '../link/rest.ts';
import type { TrackTable } from '../store/tracks.ts';
import type { Palette, VesselClass } from '../store/view.ts';

export interface Place {
  readonly name: string;
  /** What it is, a key of the catalogue (`place.…`), shown beside the name. */
  readonly kind?: string;
  readonly lat: number;
  readonly lon: number;
  readonly zoom?: number;
}

/** Whose data the base map is made of. */
export interface Credit {
  readonly name: string;
  readonly licence: string;
  readonly url: string;
}

/** How somebody signs in; people of the demonstration without a password. */
export type SignIn =
  | { readonly login: string; readonly password: string }
  | { readonly demonstration: string };

/** The first agency and its administrator. */
export interface SetUp {
  readonly token: string;
  readonly agency: Agency & { readonly id: AgencyId };
  readonly person: Person;
  readonly password: string;
}

export interface Services {
  readonly table: TrackTable;
  readonly places: readonly Place[];
  readonly credits: readonly Credit[];
  /** The colour in which the map draws a class, for legends: CSS. */
  classColour(palette: Palette, vesselClass: VesselClass): string;
  /** The colour in which the map draws zones of a purpose: CSS. */
  zoneColour(palette: Palette, purpose: ZonePurpose): string;
  /** The colour in which the map draws a share of a scale, 0…1, for legends: CSS. */
  rampColour(palette: Palette, share: number): string;
  /** What becomes of these is in `useReplay`. */
  readonly replay: ReplayControl;
  /** The archive, as `client/link/archive.ts` asks it. */
  readonly archive: typeof archive;
  fetchExtent(): Promise<Answer<Extent>>;
  fetchTrackDetail(id: TrackId): Promise<Answer<TrackDetail>>;
  searchTracks(text: string): Promise<Answer<readonly TrackHit[]>>;
  fetchFeedHistory(feedId: string): Promise<Answer<readonly RateSample[]>>;
  lookAt(sensor: SensorId, track: TrackId): Promise<Answer<SentTask>>;
  allowRegistration(sensor: SensorId, allowed: boolean): Promise<Answer<{ readonly allowed: boolean }>>;
  fetchContacts(): Promise<Answer<readonly Contact[]>>;
  /** `observedMs`: the time that the report speaks of; now, where absent. */
  reportContact(report: ManualReport, observedMs?: number): Promise<Answer<Contact>>;
  updateContact(id: string, report: ManualReport, observedMs?: number): Promise<Answer<Contact>>;
  withdrawContact(id: string): Promise<Answer<Contact>>;
  associateContact(id: string, track: TrackId): Promise<Answer<Contact>>;
  fetchDistress(): Promise<Answer<readonly DistressWithoutPosition[]>>;
  /** What these answer is in `useSession` when they resolve. */
  signIn(who: SignIn): Promise<Change<SessionAnswer>>;
  signOut(): Promise<Change<SessionAnswer>>;
  setUp(site: SetUp): Promise<Change<SessionAnswer>>;
  /** Looks as another agency would; undefined: as oneself again. */
  seeAs(agency: AgencyId | undefined): Promise<Change<SessionAnswer>>;
  /** What people decide. What these answer is in `useRecords` when they resolve. */
  /** `id`: of kinds whose ids people choose. */
  createRecord<K extends RecordKind>(
    kind: K,
    value: RecordValues[K],
    reason?: string,
    id?: string,
  ): Promise<Change<Made<K>>>;
  /** `version`: the one that the change was made upon. */
  changeRecord<K extends RecordKind>(
    kind: K,
    id: string,
    version: number,
    value: RecordValues[K],
    reason?: string,
  ): Promise<Change<Made<K>>>;
  removeRecord<K extends RecordKind>(
    kind: K,
    id: string,
    version: number,
    reason?: string,
  ): Promise<Change<Made<K>>>;
  /** An event of the kind's table of states. */
  tellEvent<K extends RecordKind>(
    kind: K,
    id: string,
    event: string,
    version: number,
    reason?: string,
    details?: unknown,
  ): Promise<Change<Made<K>>>;
  fetchVersions<K extends RecordKind>(
    kind: K,
    id: string,
  ): Promise<Change<{ readonly versions: readonly Version<K>[] }>>;
  /** What would be found of a plan before it is saved. */
  checkRecord<K extends RecordKind>(
    kind: K,
    value: RecordValues[K],
    id?: string,
  ): Promise<Change<{ readonly findings: readonly Finding[] }>>;
  /** What these answer is in `useAlerts` when they resolve. */
  actOnAlert<A extends AlertAct>(
    id: string,
    act: A,
    said: ActSaid[A],
  ): Promise<Change<{ readonly alert: Alert }>>;
  actOnAlerts<A extends AlertAct>(
    act: A,
    ids: readonly string[],
    said: ActSaid[A],
  ): Promise<Change<ActedMany>>;
  fetchAlertLoad(): Promise<Change<AlertLoad>>;
  /** Others are told that this page has it open to change it; without an id: not any more. */
  tellPresence(kind: RecordKind, id: string | undefined): void;
  /** Any other question about plans: coverage, helpers, audit. GET where there is no body. */
  exchange<T>(method: string, path: string, body?: unknown): Promise<Change<T>>;
}

const context = createContext<Services | undefined>(undefined);

export const ServicesProvider = context.Provider;

export function useServices(): Services {
  const services = useContext(context);
  if (services === undefined) throw new Error('a panel was drawn outside ServicesProvider');
  return services;
}
