/** tshark's reading of a sample (`tshark -T json`), and how it differs from ours. */
import { type AsterixFields, type AsterixRecord, isList } from '../../../../server/decode/asterix/record.ts';

export interface TsharkRecord {
  readonly category: number;
  /** `['048', '040', 'RHO']` and the value as written, in the order of coming. */
  readonly leaves: readonly { readonly path: readonly string[]; readonly text: string }[];
}

/** Line by line, because one object has the same key again and again. */
export function readTshark(json: string): TsharkRecord[] {
  const records: { category: number; leaves: { path: string[]; text: string }[] }[] = [];
  let category = 0;
  for (const line of json.split('\n')) {
    const [, key = '', text] = /^\s*"asterix\.([^"]+)": (?:"(.*)"|\{),?$/.exec(line) ?? [];
    if (key === 'category') category = Number(text);
    else if (key === 'message') records.push({ category, leaves: [] });
    else if (text !== undefined && /^\d{3}_/.test(key))
      records.at(-1)?.leaves.push({ path: key.split('_'), text });
  }
  return records;
}

/** Items where tshark is wrong, and what its value is in truth. */
const TRUTH: Readonly<Record<string, (value: number) => number>> = {
  // the published table has 1/16 where the unit is 1/4 m/s and m/s²: real radars send quarters
  '010_202_VX': (value) => value * 4,
  '010_202_VY': (value) => value * 4,
  '010_210_AX': (value) => value * 4,
  '010_210_AY': (value) => value * 4,
  // read as unsigned by edition 1.31; two's complement since: 14 bits of 1/4 flight level, and Mode C begins at -10
  '048_090_FL': (value) => (value >= 2048 ? value - 4096 : value),
};

/** Everything in which the two readings differ; nothing when they are equal, leaf by leaf. */
export function differences(ours: AsterixRecord, { leaves }: TsharkRecord): string[] {
  const wrong: string[] = [];
  const left = flat(ours);
  const seen = new Map<string, number>();
  for (const { path, text } of leaves) {
    const [, item = '', ...rest] = path;
    if (item === 'RE' || item === 'SP') continue;
    const name = [item, ...rest.filter((part) => part !== 'VALUE')].join('/').toLowerCase();
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const here = left.get(name)?.[nth];
    const truth = TRUTH[path.join('_')] ?? ((value: number) => value);
    if (!same(here, text, truth)) wrong.push(`${path.join('_')}: ours ${here}, tshark ${text}`);
  }
  for (const [name, values] of left)
    if (!/^(re|sp)/.test(name) && values.length > (seen.get(name) ?? 0))
      wrong.push(`${name}: ours ${values}, tshark has none`);
  return wrong;
}

/** Values by the standard's names, without units; of lists, one after another. */
function flat(record: AsterixRecord): Map<string, (number | string)[]> {
  const leaves = new Map<string, (number | string)[]>();
  const visit = (value: AsterixFields[string], path: readonly string[]): void => {
    if (value === undefined) return;
    if (typeof value !== 'object') leaves.set(path.join('/'), [...(leaves.get(path.join('/')) ?? []), value]);
    else if (isList(value)) for (const entry of value) visit(entry, path);
    else
      for (const [name, inner] of Object.entries(value)) {
        // an item of one value: its field is named by the item's title
        const isOnly = path.length === 1 && Object.keys(value).length === 1 && /^[a-z]+([A-Z]|$)/.test(name);
        const plain = name.replace(/[A-Z].*$/, '');
        const titled = isOnly && (name.length > 12 || TITLES.has(name));
        visit(inner, titled ? path : [...path, plain]);
      }
  };
  for (const [item, value] of Object.entries(record)) visit(value, [item.toLowerCase()]);
  return leaves;
}

/** Titles that are as short as names. */
const TITLES = new Set([
  'messageType',
  'trackNumber',
  'timeOfDayS',
  'batchNumber',
  'flightLevel',
  'rp',
  'reportPeriodS',
]);

function same(ours: number | string | undefined, text: string, truth: (value: number) => number): boolean {
  if (ours === undefined) return text.trim() === '';
  if (typeof ours === 'number')
    return Math.abs(truth(Number(text)) - ours) <= 1e-11 * Math.max(1, Math.abs(ours));
  if (text.startsWith('0x')) return BigInt(text) === BigInt(`0x${ours}`);
  if (/^[0-7]{4}$/.test(ours) && Number(text) === Number.parseInt(ours, 8)) return true;
  return text.trimEnd() === ours;
}
