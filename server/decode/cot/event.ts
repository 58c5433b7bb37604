/** A Cursor on Target event (MITRE, CoT base schema 2.0), whether it came as XML or in the TAK protocol. */

/** An element as it was written; text between its children is put together. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export interface CotEvent {
  /** Unique among all senders; kept as long as the thing lives. */
  readonly uid: string;
  /** Hyphened atoms: `a-f-S` is an atom, friendly, sea surface. */
  readonly type: string;
  /** How the position came about: `m-g` by satellite navigation, `h-e` estimated by a person, `m-s` simulated. */
  readonly how: string;
  /** Epoch milliseconds: when it was made, from when and until when it holds. */
  readonly timeMs: number;
  readonly startMs: number;
  readonly staleMs: number;
  /** WGS-84 degrees. */
  readonly lat: number;
  readonly lon: number;
  /** Height above the ellipsoid. */
  readonly haeM?: number;
  /** Circular and linear error, one standard deviation. */
  readonly ceM?: number;
  readonly leM?: number;
  readonly access?: string;
  readonly qos?: string;
  /** `o-` operation, `e-` exercise, `s-` simulation, then a name. */
  readonly opex?: string;
  /** What stands in `<detail>`, in order. */
  readonly detail: readonly XmlElement[];
}

/** Begins every uid that we make: what comes back so is our own. */
export const OWN_UID = 'watchfloor.';

/** An element without children. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  text = '',
): XmlElement => ({ name, attributes, children: [], text });

/** The first element of this name in the event's detail. */
export const detailOf = (event: CotEvent, name: string): XmlElement | undefined =>
  event.detail.find((one) => one.name === name);

/** An attribute of a detail element; undefined where it is not there or empty. */
export const attributeOf = (event: CotEvent, name: string, attribute: string): string | undefined =>
  detailOf(event, name)?.attributes[attribute] || undefined;

/** The number that a text is, or undefined: no blanks, no hexadecimal, nothing infinite. */
export function decimal(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
