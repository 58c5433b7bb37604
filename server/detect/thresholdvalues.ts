/** Thresholds as they hold: in a zone before a class before the site's before the default. */
import type { DetectionSettings } from '../../proto/domain/alert/rules.ts';
import type { ThingClass } from '../../proto/domain/alert/thingclass.ts';
import type { ThresholdTable } from '../../proto/domain/alert/thresholds/threshold.ts';

type Values<N extends string> = { readonly [K in N]: number };
type Said = Readonly<Record<string, number>>;

/** Combinations kept; beyond it they are worked out anew. */
const MAX_KEPT = 4096;

export class ThresholdValues {
  #settings: DetectionSettings | undefined;
  readonly #kept = new Map<string, Values<string>>();
  /** Those where no zone says something: asked for with every report, and so without a text made for each. */
  readonly #usual = new Map<ThresholdTable, Map<ThingClass | undefined, Values<string>>>();

  set(settings: DetectionSettings | undefined): void {
    if (settings === this.#settings) return;
    this.#settings = settings;
    this.#kept.clear();
    this.#usual.clear();
  }

  /** `zoneIds`: of the zones where it is; the first that says something counts. */
  of<N extends string>(table: ThresholdTable<N>, of?: ThingClass, zoneIds?: readonly string[]): Values<N> {
    const said = this.#settings;
    const inZone = said && zoneIds?.find((id) => said.inZone[id] !== undefined);
    if (inZone === undefined) {
      const known = this.#usual.get(table)?.get(of);
      if (known) return known as Values<N>;
      const values = this.#worked(table, of, undefined);
      const ofTable = this.#usual.get(table) ?? new Map<ThingClass | undefined, Values<string>>();
      this.#usual.set(table, ofTable.set(of, values));
      return values;
    }
    const key = `${table.name}|${of ?? ''}|${inZone}`;
    const known = this.#kept.get(key);
    if (known) return known as Values<N>;
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    const values = this.#worked(table, of, inZone);
    this.#kept.set(key, values);
    return values;
  }

  #worked<N extends string>(
    table: ThresholdTable<N>,
    of: ThingClass | undefined,
    inZone: string | undefined,
  ): Values<N> {
    const said = this.#settings;
    const orders: (Said | undefined)[] = [
      inZone === undefined ? undefined : said?.inZone[inZone],
      of === undefined ? undefined : said?.ofClass[of],
      said?.thresholds,
    ];
    return Object.fromEntries(
      Object.entries<ThresholdTable<N>['rows'][N]>(table.rows).map(([member, row]) => {
        const path = `${table.name}.${member}`;
        const set = orders.map((order) => order?.[path]).find((value) => value !== undefined);
        return [member, set ?? (of === undefined ? undefined : row.ofClass?.[of]) ?? row.value];
      }),
    ) as Values<N>;
  }
}
