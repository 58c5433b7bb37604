/** What the panels ask of the world: given once by the composition, so that panels run before anything that answers. */
import { createContext, useContext } from 'react';
import type { SensorId, TrackId } from '../../proto/domain/ids.ts';
import type { ManualReport } from '../../proto/domain/manual.ts';
import type { TrackDetail } from '../../proto/domain/track.ts';
import type { Contact, DistressWithoutPosition, SentTask } from '../link/operations.ts';
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

export interface Services {
  readonly table: TrackTable;
  readonly places: readonly Place[];
  readonly credits: readonly Credit[];
  /** The colour in which the map draws a class, for legends: CSS. */
  classColour(palette: Palette, vesselClass: VesselClass): string;
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
}

const context = createContext<Services | undefined>(undefined);

export const ServicesProvider = context.Provider;

export function useServices(): Services {
  const services = useContext(context);
  if (services === undefined) throw new Error('a panel was drawn outside ServicesProvider');
  return services;
}
