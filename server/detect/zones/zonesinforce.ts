/**
 * The zones that people activated and whose time it is, with their rules: read anew when a record changed, and looked at
 * again when a schedule begins or ends, by the data's time.
 */
import { type Priority, rankOf } from '../../../proto/domain/alert/alert.ts';
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import type { ZoneRule, ZoneRuleKind } from '../../../proto/domain/alert/rules.ts';
import type { ThingClass } from '../../../proto/domain/alert/thingclass.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { isActive, nextChange } from '../../../proto/domain/operations/hours.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { Schedule } from '../../../proto/domain/operations/schedule.ts';
import type { Zone } from '../../../proto/domain/operations/zone.ts';
import { borderDistanceM } from '../../../proto/domain/shapes/border.ts';
import type { Box } from '../../../proto/domain/shapes/path.ts';
import { prepare } from '../../../proto/domain/shapes/prepared.ts';
import type { Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';

/** Whom a rule is not for that names no classes: own units, what does not move, what flies over, livestock. */
export const UNLESS_NAMED: ReadonlySet<ThingClass> = new Set(['unit', 'fixed', 'aircraft', 'animal']);
/** What can be above a zone's ceiling. */
export const FLIES: ReadonlySet<ThingClass> = new Set(['aircraft', 'drone', 'unit']);

export interface RuleInForce {
  /** `zone/<id>/<number>`, the first rule is 1. */
  readonly path: string;
  readonly rule: ZoneRule;
  readonly classes: ReadonlySet<ThingClass> | undefined;
  readonly except: ReadonlySet<string>;
  /** Its own schedule holds now. */
  isOn: boolean;
}

export class ZoneInForce {
  readonly id: string;
  readonly zone: Zone;
  /** The most urgent first. */
  readonly rules: readonly RuleInForce[];
  /** Longitudes without a jump, as `PreparedShape` has them. */
  readonly box: Readonly<Box>;
  /** Some rule looks at what is done inside. */
  readonly asksConduct: boolean;
  /** Some rule looks at who comes over its border. */
  readonly asksBorders: boolean;
  /** Its schedule holds now. */
  isOn = false;
  /** It is one of the times when it matters most. */
  isCritical = false;

  constructor({ id, value }: Version<'zone'>) {
    this.id = id;
    this.zone = value;
    this.box = prepare(value.shape).box;
    this.rules = (value.rules ?? [])
      .map((rule, i) => ({
        path: `zone/${id}/${i + 1}`,
        rule,
        classes: rule.classes && new Set(rule.classes),
        except: new Set(rule.exceptMmsis),
        isOn: false,
      }))
      .sort((a, b) => rankOf(a.rule.priority ?? 'caution') - rankOf(b.rule.priority ?? 'caution'));
    this.asksBorders = this.has('entry', 'exit');
    this.asksConduct = this.has('presence', 'speed', 'anchoring', 'loitering', 'notListed');
  }

  has(...kinds: readonly ZoneRuleKind[]): boolean {
    return this.rules.some(({ rule }) => kinds.includes(rule.kind));
  }

  /** The most urgent rule of a kind that is for this thing now. */
  ruleFor(kind: ZoneRuleKind, thing: Thing): RuleInForce | undefined {
    for (const one of this.rules) if (one.rule.kind === kind && one.isOn && isFor(one, thing)) return one;
    return undefined;
  }

  /** Whether any rule is for this thing now. */
  concerns(thing: Thing): boolean {
    for (const one of this.rules) if (isFor(one, thing)) return true;
    return false;
  }

  /** Where something that flies is above or below what the zone is about. An altitude that nobody knows is within. */
  isBeside(thing: Thing, watch: Watch): boolean {
    const { floorM, ceilingM } = this.zone;
    if ((floorM === undefined && ceilingM === undefined) || !FLIES.has(thing.class)) return false;
    const { altM } = watch.picture.detail(thing.slot);
    return altM !== undefined && (altM < (floorM ?? altM) || altM > (ceilingM ?? altM));
  }

  /** In its critical times one step more urgent, never an emergency. Undefined: what is usual for the kind. */
  priority(rule: ZoneRule | undefined, kind: AlertKind, watch: Watch): Priority | undefined {
    if (!this.isCritical) return rule?.priority;
    const usual = rule?.priority ?? watch.priorityOf(kind);
    return usual === 'caution' ? 'warning' : usual === 'warning' ? 'alarm' : usual;
  }

  borderM({ lat, lon }: LatLon): number {
    return borderDistanceM(this.zone.shape, lat, lon);
  }
}

const isFor = ({ classes, except }: RuleInForce, thing: Thing): boolean => {
  if (classes ? !classes.has(thing.class) : UNLESS_NAMED.has(thing.class)) return false;
  return except.size === 0 || thing.mmsi === undefined || !except.has(String(thing.mmsi).padStart(9, '0'));
};

/** One for each detector: whoever asks is told once of each change. */
export class ZonesInForce {
  /** Active zones whose schedule holds now, in the order of the records. */
  now: readonly ZoneInForce[] = [];
  readonly #watch: Watch;
  readonly #wanted: (zone: ZoneInForce) => boolean;
  #all: readonly ZoneInForce[] = [];
  readonly #made = new WeakMap<Version<'zone'>, ZoneInForce>();
  #revision = -1;
  #changesMs = Number.POSITIVE_INFINITY;

  /** @param wanted what the detector looks at, whatever the time */
  constructor(watch: Watch, wanted: (zone: ZoneInForce) => boolean) {
    this.#watch = watch;
    this.#wanted = wanted;
  }

  /** True where {@link now} is another list. */
  refresh(nowMs: number): boolean {
    const { records } = this.#watch;
    const isRead = records.revision !== this.#revision;
    if (!isRead && nowMs < this.#changesMs) return false;
    if (isRead) {
      this.#revision = records.revision;
      this.#all = records
        .list('zone')
        .filter(({ value }) => value.life === 'active')
        .map((version) => this.#zoneOf(version))
        .filter(this.#wanted);
    }
    this.#changesMs = Number.POSITIVE_INFINITY;
    for (const one of this.#all) this.#setTimes(one, nowMs);
    const now = this.#all.filter(({ isOn }) => isOn);
    if (now.length === this.now.length && now.every((one, i) => one === this.now[i])) return false;
    this.now = now;
    return true;
  }

  /** The clock was set back: schedules are looked at again. */
  stepBack(): void {
    this.#changesMs = Number.NEGATIVE_INFINITY;
  }

  #zoneOf(version: Version<'zone'>): ZoneInForce {
    const known = this.#made.get(version);
    if (known) return known;
    const made = new ZoneInForce(version);
    this.#made.set(version, made);
    return made;
  }

  #setTimes(one: ZoneInForce, nowMs: number): void {
    const holds = (schedule: Schedule | undefined): boolean => {
      if (schedule === undefined) return true;
      this.#changesMs = Math.min(this.#changesMs, nextChange(schedule, nowMs) ?? Number.POSITIVE_INFINITY);
      return isActive(schedule, nowMs);
    };
    one.isOn = holds(one.zone.schedule);
    for (const rule of one.rules) rule.isOn = holds(rule.rule.schedule);
    // Each is looked at: the next change of any counts.
    one.isCritical = (one.zone.critical ?? []).map(holds).includes(true);
  }
}
