/** The fields of a JSON object as values: absent is undefined, one of another type is remembered as wrong. */

export type JsonObject = { readonly [name: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NOTHING: JsonObject = {};

export class JsonFields {
  readonly #object: JsonObject;
  readonly #wrong: string[];

  /** @param wrong told what does not fit, in words; shared with the objects inside */
  constructor(object: JsonObject, wrong: string[]) {
    this.#object = object;
    this.#wrong = wrong;
  }

  number(name: string): number | undefined {
    const value = this.#own(name);
    if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value;
    return this.#refuse(name, 'number');
  }

  /** A number within these; one that is not, as those that say "not available", is undefined. */
  within(name: string, least: number, most: number): number | undefined {
    const value = this.number(name);
    return value !== undefined && value >= least && value <= most ? value : undefined;
  }

  /** A whole number within these. */
  whole(name: string, least: number, most: number): number | undefined {
    const value = this.within(name, least, most);
    return value === undefined || Number.isInteger(value) ? value : undefined;
  }

  flag(name: string): boolean | undefined {
    const value = this.#own(name);
    return value === undefined || typeof value === 'boolean' ? value : this.#refuse(name, 'boolean');
  }

  /** Without what fills it: blanks and `@` at its end; undefined when nothing is left. */
  text(name: string): string | undefined {
    const value = this.#own(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') return this.#refuse(name, 'text');
    const end = value.indexOf('@');
    const text = (end < 0 ? value : value.slice(0, end)).trimEnd();
    return text === '' ? undefined : text;
  }

  /** The fields of an object inside; of none where it is absent. */
  inside(name: string): JsonFields {
    const value = this.#own(name);
    if (value !== undefined && !isObject(value)) this.#refuse(name, 'object');
    return new JsonFields(isObject(value) ? value : NOTHING, this.#wrong);
  }

  #own(name: string): unknown {
    const value = Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
    return value === null ? undefined : value;
  }

  #refuse(name: string, wanted: string): undefined {
    this.#wrong.push(`${name} is no ${wanted}`);
    return undefined;
  }
}
