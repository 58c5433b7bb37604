/** Whether agencies may do together what they plan, where they plan it: agreements, powers, command, who is asked. */
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { Agreement } from '../../../proto/domain/operations/agreement.ts';
import type { Patrol, Power, Sector } from '../../../proto/domain/operations/patrol.ts';
import type { Finding, FindingCode } from '../../../proto/domain/operations/record.ts';
import { participants } from '../kinds/references.ts';
import { type Context, finding, type Plan, severityOf, shorten, takeUnit } from './context.ts';
import { SLIP } from './finding.table.ts';
import { partOutside, partWithin } from './ground.ts';

interface Agreed {
  readonly id: string;
  readonly agreement: Agreement;
}

/** What the rules below look at. */
interface Ground {
  readonly patrol: Patrol;
  readonly who: ReadonlySet<AgencyId>;
  countryOf(agency: AgencyId): string;
  readonly sectors: readonly { readonly id: string; readonly sector: Sector }[];
  /** In force when the patrol begins. */
  readonly inForce: readonly Agreed[];
}

function groundOf({ patrol }: Plan, context: Context): Ground {
  return {
    patrol,
    who: participants(patrol),
    countryOf: (agency) => context.others.get('agency', agency)?.value.country ?? agency,
    sectors: patrol.sectorIds.flatMap((id) => {
      const sector = context.sector(id);
      return sector ? [{ id, sector }] : [];
    }),
    inForce: context.others
      .list('agreement')
      .map(({ id, value }) => ({ id, agreement: value }))
      .filter(({ agreement }) => agreement.fromMs <= patrol.fromMs && patrol.fromMs < agreement.untilMs),
  };
}

/** Who is at home in the sectors by an agreement, by the parts that lie in each one's areas. */
function hostsOf({ sectors }: Pick<Ground, 'sectors'>, { areas }: Agreement): Set<AgencyId> {
  const hosts = new Set<AgencyId>();
  for (const { area, host } of areas)
    if (!hosts.has(host) && sectors.some(({ sector }) => partWithin(sector.area, area) > SLIP))
      hosts.add(host);
  return hosts;
}

/** Between countries a country is one side; within one, each agency is. */
function sidesOf({ countryOf }: Ground, { parties }: Agreement): (agency: AgencyId) => string {
  return new Set(parties.map(countryOf)).size > 1 ? countryOf : (agency) => agency;
}

const isJoint = ({ who }: Ground): boolean => who.size > 1;
const severityIn = (ground: Ground, code: FindingCode): Finding['severity'] =>
  severityOf(code, ground.patrol, { isJoint: isJoint(ground) });

/** What an agreement lacks for a patrol; the fewer the better it is to cite. */
function lacks(ground: Ground, { agreement }: Agreed): number {
  const { patrol, who, sectors } = ground;
  const { parties, areas, forms, types, powers, untilMs } = agreement;
  const where = areas.map(({ area }) => area);
  return (
    8 * [...who].filter((agency) => !parties.includes(agency)).length +
    8 * sectors.filter(({ sector }) => partOutside(sector.area, where) > SLIP).length +
    4 * patrol.powersNeeded.filter((power) => !powers.includes(power)).length +
    2 * Number(patrol.form !== 'own' && !forms.includes(patrol.form)) +
    2 * Number(!types.includes(patrol.type)) +
    Number(untilMs < patrol.untilMs)
  );
}

/** A better one than the cited; undefined: there is none. */
function better(ground: Ground, cited: Agreed | undefined): Finding['remedy'] {
  let best = cited && ground.inForce.some(({ id }) => id === cited.id) ? lacks(ground, cited) : 8;
  let found: string | undefined;
  for (const one of ground.inForce) {
    const missing = lacks(ground, one);
    if (one.id !== cited?.id && missing < best) {
      best = missing;
      found = one.id;
    }
  }
  return found === undefined ? undefined : { code: 'citeAgreement', id: found };
}

/** @param withPower the best unit whose people have a power */
export function agreed(
  plan: Plan,
  context: Context,
  withPower: (power: Power) => string | undefined,
): Finding[] {
  const ground = groundOf(plan, context);
  const { patrol } = ground;
  const value = patrol.agreement && context.others.get('agreement', patrol.agreement)?.value;
  const cited = patrol.agreement && value ? { id: patrol.agreement, agreement: value } : undefined;
  return [
    ...uncovered(ground, cited),
    ...(cited ? terms(plan, ground, cited) : []),
    ...powersAboard(ground, context, withPower),
    ...missingParties(ground, cited, context),
  ];
}

function* uncovered(ground: Ground, cited: Agreed | undefined): Generator<Finding> {
  const { patrol, who, sectors, inForce } = ground;
  const severity = severityIn(ground, 'noAgreement');
  if (cited === undefined) {
    const away = isJoint(ground) ? [...who].find((one) => one !== patrol.lead) : guestWithout(ground);
    if (away !== undefined) yield finding('noAgreement', severity, { agency: away }, better(ground, cited));
    return;
  }
  const { id, agreement } = cited;
  const about = { agreement: id };
  for (const agency of who)
    if (!agreement.parties.includes(agency))
      yield finding('noAgreement', severity, { ...about, agency }, better(ground, cited));
  if (!inForce.some((one) => one.id === id))
    yield finding('noAgreement', severity, { ...about, agency: patrol.lead }, better(ground, cited), {
      fromMs: agreement.fromMs,
      untilMs: agreement.untilMs,
    });
  const where = agreement.areas.map(({ area }) => area);
  for (const { id: sector, sector: its } of sectors)
    if (partOutside(its.area, where) > SLIP)
      yield finding(
        'noAgreement',
        severity,
        { ...about, agency: patrol.lead, sector },
        better(ground, cited),
      );
}

/** The agency of an own patrol that goes where, by some agreement, only another country is at home. */
function guestWithout(ground: Ground): AgencyId | undefined {
  const { patrol, countryOf, inForce } = ground;
  const hosts = new Set(inForce.flatMap(({ agreement }) => [...hostsOf(ground, agreement)].map(countryOf)));
  return hosts.size > 0 && !hosts.has(countryOf(patrol.lead)) ? patrol.lead : undefined;
}

function* terms(plan: Plan, ground: Ground, cited: Agreed): Generator<Finding> {
  const { patrol, who } = ground;
  const { id, agreement } = cited;
  const about = { agreement: id };
  const cite = better(ground, cited);
  if (
    agreement.fromMs <= patrol.fromMs &&
    patrol.fromMs < agreement.untilMs &&
    agreement.untilMs < patrol.untilMs
  )
    yield finding('agreementEnds', 'warning', about, shorten(agreement.untilMs, plan) ?? cite, {
      untilMs: agreement.untilMs,
    });
  if (patrol.form !== 'own' && !agreement.forms.includes(patrol.form))
    yield finding('formNotAgreed', 'warning', { ...about, form: patrol.form }, cite);
  if (!agreement.types.includes(patrol.type))
    yield finding('typeNotAgreed', 'warning', { ...about, type: patrol.type }, cite);
  const side = sidesOf(ground, agreement);
  const hosts = [...hostsOf(ground, agreement)];
  const homes = new Set(hosts.map(side));
  const guest = [...who].find((agency) => !homes.has(side(agency)));
  if (guest !== undefined)
    for (const power of patrol.powersNeeded)
      if (!agreement.powers.includes(power))
        yield finding(
          'powersMissing',
          severityIn(ground, 'powersMissing'),
          { ...about, agency: guest, power },
          cite ?? { code: 'askPowers' },
        );
  const { command } = agreement;
  const isLedRightly =
    command === 'host' ? hosts.length === 0 || homes.has(side(patrol.lead)) : patrol.lead === command;
  if (isJoint(ground) && !isLedRightly)
    yield finding('commandNotAgreed', 'warning', {
      ...about,
      agency: command === 'host' ? hosts[0] : command,
    });
}

/** A power that is needed and that nobody aboard has. */
function* powersAboard(
  ground: Ground,
  context: Context,
  withPower: (power: Power) => string | undefined,
): Generator<Finding> {
  const { patrol } = ground;
  const severity = severityIn(ground, 'powersMissing');
  const crews = patrol.unitIds.flatMap((id) => context.unit(id)?.crew ?? []);
  if (crews.length === 0) return;
  for (const power of patrol.powersNeeded)
    if (!crews.some(({ powers }) => powers.includes(power)))
      yield finding('powersMissing', severity, { agency: patrol.lead, power }, takeUnit(withPower(power)));
}

function* missingParties(ground: Ground, cited: Agreed | undefined, context: Context): Generator<Finding> {
  const { patrol, who } = ground;
  const told = new Set<string>();
  for (const id of patrol.unitIds) {
    const unit = context.unit(id);
    if (unit === undefined) continue;
    for (const agency of [unit.marking.owner, ...unit.crew.map((part) => part.agency)])
      if (!who.has(agency) && !told.has(agency)) {
        told.add(agency);
        yield finding('partyMissing', 'warning', { agency, unit: id });
      }
  }
  if (cited === undefined || !isJoint(ground)) return;
  const side = sidesOf(ground, cited.agreement);
  const sides = new Set([...who].map(side));
  for (const agency of hostsOf(ground, cited.agreement))
    if (!sides.has(side(agency))) {
      sides.add(side(agency));
      yield finding('partyMissing', 'warning', { agency });
    }
}
