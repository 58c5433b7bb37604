/** What a person decides here: sensors told to look, errors corrected, contacts reported. A fault says why it was not done. */
import type { SensorId, TrackId } from '../../proto/domain/ids.ts';
import type { ManualReport } from '../../proto/domain/manual.ts';
import { TrackKind } from '../../proto/domain/observation.ts';
import { type Answer, ask } from './rest.ts';

/** A task that was handed to a sensor; what becomes of it comes with the sensors. */
export interface SentTask {
  readonly id: string;
  readonly sensorId: SensorId;
  readonly trackId: TrackId;
  readonly sentMs: number;
}

/** A contact that a person reported. */
export interface Contact {
  readonly id: string;
  readonly report: ManualReport;
  /** The time that the report speaks of, and the time it was entered. */
  readonly observedMs: number;
  readonly receivedMs: number;
  /** A person decided that it is this track. */
  readonly associatedWith?: TrackId;
}

/** Somebody in distress of whom no position is known. */
export interface DistressWithoutPosition {
  /** Nine digits. */
  readonly mmsi: string;
  readonly nature: 'real' | 'synthetic' | 'recorded';
  readonly by: 'dsc' | 'device';
  readonly natureOfDistress?: string;
  readonly firstMs: number;
  readonly lastMs: number;
}

interface ContactAnswer extends Omit<Contact, 'report'> {
  readonly report: Omit<ManualReport, 'kind'> & { readonly kind: keyof typeof TrackKind };
}

const contactOf = ({ report, ...contact }: ContactAnswer): Contact => ({
  ...contact,
  report: { ...report, kind: TrackKind[report.kind] },
});

const json = <T>(response: Response): Promise<T> => response.json() as Promise<T>;
const contact = async (response: Response): Promise<Contact> =>
  contactOf(await json<ContactAnswer>(response));

/** As the server wants what changes something. */
const change = (method: 'POST' | 'PUT' | 'DELETE', body?: object): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  ...(body && { body: JSON.stringify(body) }),
});

const sensorPath = (id: SensorId): string => `/api/sensors/${encodeURIComponent(id)}`;
const contactPath = (id: string): string => `/api/contacts/${encodeURIComponent(id)}`;

/** Tells a sensor to look at a track. */
export const lookAt = (sensorId: SensorId, trackId: TrackId, base = ''): Promise<Answer<SentTask>> =>
  ask(base, `${sensorPath(sensorId)}/tasks`, json<SentTask>, change('POST', { trackId }));

/** Lets a sensor's systematic error be taken out before tracking, or not. */
export const allowRegistration = (
  sensorId: SensorId,
  allowed: boolean,
  base = '',
): Promise<Answer<{ readonly allowed: boolean }>> =>
  ask(
    base,
    `${sensorPath(sensorId)}/registration`,
    json<{ readonly allowed: boolean }>,
    change('PUT', { allowed }),
  );

/** Contacts that are not over, oldest first. */
export const fetchContacts = (base = ''): Promise<Answer<readonly Contact[]>> =>
  ask(base, '/api/contacts', async (response) =>
    (await json<{ contacts: readonly ContactAnswer[] }>(response)).contacts.map(contactOf),
  );

/** `observedMs`: the time that the report speaks of; now, where absent. */
export const reportContact = (
  report: ManualReport,
  observedMs?: number,
  base = '',
): Promise<Answer<Contact>> => ask(base, '/api/contacts', contact, change('POST', { report, observedMs }));

/** Replaces what was reported of a contact. */
export const updateContact = (
  id: string,
  report: ManualReport,
  observedMs?: number,
  base = '',
): Promise<Answer<Contact>> => ask(base, contactPath(id), contact, change('PUT', { report, observedMs }));

export const withdrawContact = (id: string, base = ''): Promise<Answer<Contact>> =>
  ask(base, contactPath(id), contact, change('DELETE'));

/** A person decides that the contact is this track. */
export const associateContact = (id: string, trackId: TrackId, base = ''): Promise<Answer<Contact>> =>
  ask(base, `${contactPath(id)}/association`, contact, change('POST', { trackId }));

export const fetchDistress = (base = ''): Promise<Answer<readonly DistressWithoutPosition[]>> =>
  ask(
    base,
    '/api/distress',
    async (response) => (await json<{ calls: readonly DistressWithoutPosition[] }>(response)).calls,
  );
