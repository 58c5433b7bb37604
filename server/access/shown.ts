/** A record as a decision lets it be shown. */
import type { RecordKind, RecordValues } from '../../proto/domain/operations/record.ts';
import type { Decision } from './decision.ts';

/** What each kind is without what names or describes persons; what is not listed says nothing of any. */
const WITHOUT_IDENTITY: { readonly [K in RecordKind]?: (value: RecordValues[K]) => RecordValues[K] } = {
  person: ({ name, agency, roles, position, shift }) => ({
    name,
    login: '',
    agency,
    roles,
    ...(position !== undefined && { position }),
    ...(shift && { shift }),
  }),
  release: (release) => ({ ...release, reason: '' }),
  // Rules name vessels, and tell what a service watches for.
  zone: ({ note: _note, rules: _rules, ...zone }) => zone,
  crossingPoint: ({ report, ...point }) => ({
    ...point,
    contacts: [],
    ...(report && { report: { ...report, by: '' } }),
  }),
  unit: ({ name: _name, bound: _bound, ...unit }) => ({
    ...unit,
    crew: unit.crew.map((part) => ({ ...part, function: '' })),
  }),
  patrol: ({ note: _note, outcome: _outcome, ...patrol }) => ({
    ...patrol,
    liaison: [],
    meetingPoints: patrol.meetingPoints.map((point) => ({ ...point, note: '' })),
    parties: patrol.parties.map(({ by: _by, reason: _reason, ...party }) => party),
  }),
  task: ({ answer: _answer, trackId: _trackId, ...task }) => ({ ...task, text: '' }),
  watchList: (list) => ({ ...list, reason: '', vessels: [] }),
};

/** The value as it may be shown; undefined: not at all. */
export function shownRecord<K extends RecordKind>(
  kind: K,
  value: RecordValues[K],
  decision: Decision,
): RecordValues[K] | undefined {
  if (decision.verdict === 'no') return undefined;
  const lessen = WITHOUT_IDENTITY[kind];
  const isNameless = decision.verdict === 'reduced' && decision.reduction.withoutIdentity;
  return isNameless && lessen ? lessen(value) : value;
}
