/**
 * A transmitter that becomes another: several of name, call sign, IMO number, type and size change within minutes. One
 * change, a typing error or a name cut short is an attribute; what changes there and back is two transmitters.
 */
import type { Clue } from '../../../proto/domain/alert/alert.ts';
import { identityChanged } from '../../../proto/domain/alert/thresholds/identity.table.ts';
import { identityFaults, isDefaultMmsi } from '../../../proto/domain/identityfaults.ts';
import type { IdentityFields } from '../../../proto/domain/observation.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../detector.ts';
import type { Thing, Vessel } from '../thing.ts';
import { isLikeLength, isLikeText, isLikeType, lengthOf } from './likeness.ts';

const FIELDS = ['name', 'callSign', 'imo', 'shipType', 'length'] as const;
type Field = (typeof FIELDS)[number];

/** What a vessel said of one field. */
interface Claim {
  value: string | number;
  /** When it was said last. */
  ms: number;
  /** What it was before it became another, and when that was. */
  before: string | number | undefined;
  changedMs: number;
  /** It went there and back: two transmitters, and no longer news. */
  alternates: boolean;
}

type Claims = Partial<Record<Field, Claim>>;
type Values = ReturnType<typeof valuesOf>;
const valuesOf = (watch: Watch) => watch.values(identityChanged);

/** Transmitters whose claims are remembered; beyond it the one that spoke longest ago goes. */
const MAX_VESSELS = 50_000;
/** Kinds of other alerts that count as one change: what deceives and what hides. */
const BESIDE = [
  'teleport',
  'duplicateMmsi',
  'circleSpoofing',
  'unverified',
  'silence',
  'darkContact',
] as const;

export const changes: OpenDetector = (watch) => {
  const claimsOf = new Map<Vessel, Claims>();
  const said = (vessel: Vessel, fields: IdentityFields, ms: number): void => {
    const claims = claimsOf.get(vessel) ?? {};
    // The last to speak is the last to be forgotten.
    claimsOf.delete(vessel);
    claimsOf.set(vessel, claims);
    if (claimsOf.size > MAX_VESSELS) claimsOf.delete(claimsOf.keys().next().value!);
    if (take(claims, fields, ms, valuesOf(watch)) && !isDefaultMmsi(vessel.mmsi))
      judge(watch, vessel, claims, ms);
  };
  return {
    name: 'changes',
    identified(vessel, { identity, observedMs }) {
      said(vessel, identity, observedMs);
    },
    reported(vessel, { identity, observedMs }, _thing, isLate) {
      if (identity && !isLate) said(vessel, identity, observedMs);
    },
    stepBack() {
      claimsOf.clear();
    },
  };
};

/** Joins what was said; true where a field became another, or what was another went back. */
function take(claims: Claims, fields: IdentityFields, ms: number, values: Values): boolean {
  let news = false;
  for (const field of FIELDS) {
    const value = fieldOf(fields, field);
    if (value === undefined) continue;
    const held = claims[field];
    if (!held) {
      claims[field] = {
        ...{ value, ms, before: undefined, alternates: false },
        changedMs: Number.NEGATIVE_INFINITY,
      };
      continue;
    }
    if (ms < held.ms) continue;
    if (value === held.value || isLike(field, held.value, value, values)) {
      held.ms = ms;
      continue;
    }
    const wasBefore = held.before !== undefined && isLike(field, held.before, value, values);
    held.alternates = wasBefore && (held.alternates || ms - held.changedMs < values.againS * 1000);
    held.before = held.value;
    held.value = value;
    held.changedMs = ms;
    held.ms = ms;
    news = true;
  }
  return news;
}

function fieldOf(fields: IdentityFields, field: Field): string | number | undefined {
  if (field === 'length') return lengthOf(fields.dimensions);
  const value = fields[field];
  return value === '' || value === 0 ? undefined : value;
}

function isLike(field: Field, a: string | number, b: string | number, values: Values): boolean {
  if (typeof a === 'string' || typeof b === 'string')
    return isLikeText(String(a), String(b), values.editShare);
  if (field === 'length') return isLikeLength(a, b, values.sizeShare);
  return field === 'shipType' ? isLikeType(a, b) : a === b;
}

function judge(watch: Watch, vessel: Vessel, claims: Claims, ms: number): void {
  const name = `mmsi/${String(vessel.mmsi).padStart(9, '0')}`;
  const values = valuesOf(watch);
  const [thing] = vessel.things;
  const changed = FIELDS.filter((field) => {
    const claim = claims[field];
    return claim && !claim.alternates && ms - claim.changedMs <= values.windowS * 1000;
  });
  if (FIELDS.some((field) => claims[field]?.alternates)) {
    // Nobody became another: there are two, each of whom says who it is.
    watch.retract('identityChanged', name, 'saidBothInTurn');
    return;
  }
  if (changed.length === 0 || !thing || watch.isRaised('duplicateMmsi', name)) return;
  const beside = BESIDE.find((kind) => watch.isRaised(kind, name));
  const faults = identityFaults({ ...thing, imo: imoOf(claims) });
  const counted = changed.length + (beside ? 1 : 0) + (faults.length > 0 ? 1 : 0);
  if (counted < values.fields) return;
  tell(watch, name, thing, claims, changed, { counted, beside, fault: faults[0] });
}

function imoOf({ imo }: Claims): number | undefined {
  return typeof imo?.value === 'number' ? imo.value : undefined;
}

function tell(
  watch: Watch,
  name: string,
  thing: Thing,
  claims: Claims,
  changed: readonly Field[],
  found: {
    readonly counted: number;
    readonly beside: string | undefined;
    readonly fault: string | undefined;
  },
): void {
  const { fields, holdsS } = valuesOf(watch);
  const evidence: Clue[] = [];
  for (const field of changed.slice(0, 4)) {
    const { before, value, changedMs } = claims[field]!;
    evidence.push({ what: `changed.${field}`, text: `${before} → ${value}`, atMs: epochMs(changedMs) });
  }
  if (found.beside) evidence.push({ what: 'besideCondition', text: found.beside });
  if (found.fault) evidence.push({ what: 'identityFault', text: found.fault });
  watch.raise({
    ...{ name, kind: 'identityChanged', things: [thing], evidence },
    onsetMs: Math.min(...changed.map((field) => claims[field]!.changedMs)),
    rule: 'identityChanged.fields',
    measured: { value: found.counted, unit: 'count' },
    threshold: { value: fields, unit: 'count' },
    holdsMs: holdsS * 1000,
  });
}
