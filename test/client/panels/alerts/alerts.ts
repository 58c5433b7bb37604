/** Alerts for tests of the panels. */
import type { Alert, Condition, Party } from '../../../../proto/domain/alert/alert.ts';
import { kindRow } from '../../../../proto/domain/alert/kinds.table.ts';
import { feedId, trackId } from '../../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../../proto/domain/observation.ts';
import { epochMs } from '../../../../proto/domain/units.ts';

export const T0 = 1_763_800_000_000;

export const party = (number: number, said: Partial<Party> = {}): Party => ({
  trackId: trackId(1, number),
  kind: TrackKind.classA,
  nature: Nature.real,
  feeds: [feedId('ais')],
  distress: false,
  mmsi: '201000001',
  name: 'MARA LUNE',
  ...said,
});

export const condition = (said: Partial<Condition> = {}): Condition => {
  const kind = said.kind ?? 'silence';
  return {
    key: `${kind} 201000001`,
    kind,
    priority: kindRow(kind).priority,
    parties: [party(1)],
    about: {},
    onsetMs: epochMs(T0 - 60_000),
    provedMs: epochMs(T0),
    rule: 'silence.classAS',
    measured: { value: 660, unit: 's' },
    threshold: { value: 360, unit: 's' },
    evidence: [],
    ...said,
  };
};

let counter = 0;

/** A new one, raised a second after the one before where nothing else is said. */
export function alert(said: Partial<Alert> & { readonly lead?: Condition } = {}): Alert {
  counter += 1;
  const lead = said.lead ?? condition(said.priority && { priority: said.priority });
  const atMs = epochMs(T0 + counter * 1000);
  return {
    id: `1-a${counter}`,
    lead,
    parts: [],
    priority: lead.priority,
    onsetMs: lead.onsetMs,
    raisedMs: atMs,
    revision: counter,
    state: 'unacknowledged',
    toldMs: atMs,
    history: [],
    ...said,
  };
}
