/**
 * Numbers that are none: an MMSI outside every form, country digits of nobody, an IMO number that fails its check digit.
 * By themselves they are attributes; beside something else that speaks against the same vessel they are evidence.
 */
import type { Clue, Condition } from '../../../proto/domain/alert/alert.ts';
import { kindRow } from '../../../proto/domain/alert/kinds.table.ts';
import { identityInvalid } from '../../../proto/domain/alert/thresholds/identity.table.ts';
import { type IdentityFault, identityFaults } from '../../../proto/domain/identityfaults.ts';
import type { OpenDetector, Watch } from '../detector.ts';

/** Of many at once, and no fault of whom it is about. */
const OF_MANY = new Set(['jamming']);
/** Kinds whose own evidence is what an invalid number would say. */
const SPEAKS_AGAINST = new Set(['deception', 'contact', 'identity']);

export const invalid: OpenDetector = (watch) => ({
  name: 'invalid',
  raised(condition) {
    const { kind } = condition;
    if (kind === 'identityInvalid' || OF_MANY.has(kind) || !SPEAKS_AGAINST.has(kindRow(kind).family)) return;
    judge(watch, condition);
  },
});

function judge(watch: Watch, { kind, parties, onsetMs }: Condition): void {
  const slot = parties[0] && watch.picture.slotOf(parties[0].trackId);
  const thing = slot === undefined ? undefined : watch.thing(slot);
  if (!thing || slot === undefined) return;
  const { imo } = watch.picture.static(slot);
  const faults = identityFaults({ ...thing, imo });
  const { faults: least, holdsS } = watch.values(identityInvalid, thing.class);
  // A maker's default is used by many: it says nothing of this one.
  if (faults.length < least || faults.includes('mmsiDefault')) return;
  const evidence: Clue[] = faults.map((fault) => clueOf(fault, thing.mmsi, imo));
  watch.raise({
    name: thing.name,
    kind: 'identityInvalid',
    things: [thing],
    onsetMs,
    rule: 'identityInvalid.faults',
    measured: { value: faults.length, unit: 'count' },
    threshold: { value: least, unit: 'count' },
    evidence: [...evidence, { what: 'besideCondition', text: kind }],
    holdsMs: holdsS * 1000,
  });
}

const clueOf = (fault: IdentityFault, mmsi: number | undefined, imo: number | undefined): Clue => ({
  what: `fault.${fault}`,
  text: fault === 'imoCheckDigit' ? String(imo) : String(mmsi).padStart(9, '0'),
});
