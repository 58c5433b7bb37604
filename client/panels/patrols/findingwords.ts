/** A finding as a sentence, and its remedy as a button's words. */
import type { Finding, RecordKind } from '../../../proto/domain/operations/record.ts';
import { type Words, wordFor } from '../../messages/words.ts';
import type { Tables } from '../../store/records.ts';
import { formatAge, formatDecimal, formatMomentUtc } from '../../ui/format.ts';

/** The kind of record that a role in a finding's sentence is. */
const KINDS: Readonly<Record<string, RecordKind>> = {
  unit: 'unit',
  patrol: 'patrol',
  other: 'patrol',
  sector: 'sector',
  agency: 'agency',
  party: 'agency',
  lead: 'agency',
  agreement: 'agreement',
  crossing: 'crossingPoint',
  crossingPoint: 'crossingPoint',
  zone: 'zone',
};

export const kindOfRole = (role: string): RecordKind | undefined => KINDS[role];

/** What people call a record; undefined where it may not be seen here. */
export function recordName(tables: Tables, kind: RecordKind, id: string): string | undefined {
  switch (kind) {
    case 'unit':
      return tables.unit.get(id)?.value.callSign;
    case 'patrol':
      return tables.patrol.get(id)?.value.title;
    case 'agreement':
      return tables.agreement.get(id)?.value.title;
    case 'sector':
    case 'agency':
    case 'person':
    case 'zone':
    case 'crossingPoint':
      return tables[kind].get(id)?.value.name;
    default:
      return undefined;
  }
}

/** `Galeb 1 is already engaged in Night watch north`. */
export function findingWords(t: Words, { code, about, values }: Finding, tables: Tables): string {
  const filled: Record<string, string> = {};
  for (const role of ['unit', 'patrol', 'sector', 'agency', 'agreement', 'crossing'])
    filled[role] = wordFor(t, `findings.${role}`) ?? t('findings.thing');
  for (const [role, id] of Object.entries(about)) {
    const kind = kindOfRole(role);
    const name = kind === undefined ? undefined : recordName(tables, kind, id);
    if (name !== undefined) filled[role === 'crossingPoint' ? 'crossing' : role] = name;
  }
  if (about.power !== undefined) filled.power = wordFor(t, `patrol.power.${about.power}`) ?? about.power;
  for (const [name, value] of Object.entries(values ?? {}))
    filled[name] = name.endsWith('Ms') ? formatMomentUtc(value) : formatDecimal(value);
  return t(`finding.${code}`, filled);
}

export function remedyWords(t: Words, { remedy }: Finding, tables: Tables): string | undefined {
  if (remedy === undefined) return undefined;
  const { code, id, atMs } = remedy;
  const time = formatMomentUtc(atMs);
  const kind: RecordKind =
    code === 'useUnit'
      ? 'unit'
      : code === 'citeAgreement'
        ? 'agreement'
        : code === 'joinPatrol'
          ? 'patrol'
          : 'unit';
  const name = id === undefined ? '' : recordName(tables, kind, id);
  // Nobody can be sent to what they may not see.
  if (name === undefined) return undefined;
  return t(`remedy.${code}`, { name, time });
}

/** A length of time on the board: `8 h`, `1 d 4 h`. */
export const spanWords = (fromMs: number, untilMs: number): string => formatAge(untilMs - fromMs);
