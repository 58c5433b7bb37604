/** A piece of evidence in words: what it is called, and what is written behind it. Pure: the names come with {@link Names}. */
import type { Clue, Condition } from '../../../proto/domain/alert/alert.ts';
import { kindRow } from '../../../proto/domain/alert/kinds.table.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { type Words, wordFor } from '../../messages/words.ts';
import { formatBearing, formatPosition } from '../../ui/format.ts';
import { formatMeasure, formatMeasureOnLand } from '../../ui/measure.ts';
import { shipTypeWords } from '../card/shiptype.ts';
import type { Names } from './names.ts';

/** Directions, which are read in three figures; other angles are sizes. */
const BEARINGS: ReadonlySet<string> = new Set([
  'course',
  'courseBefore',
  'courseAfter',
  'heading',
  'headingStays',
  'laneCourse',
]);

/** What is measured on land is told in metres and kilometres. */
export const formatOf = ({ kind }: Pick<Condition, 'kind'>): typeof formatMeasure =>
  kindRow(kind).family === 'land' ? formatMeasureOnLand : formatMeasure;

/** What it is called; its own name where the catalogue has none. */
export const clueWord = (t: Words, what: string): string => wordFor(t, `clue.${what}`) ?? what;

/** The value without the place. */
export const clueValue = (t: Words, clue: Clue, condition: Condition, names: Names): string | undefined => {
  const said = partsOf(t, clue, condition, names);
  return said.length === 0 ? undefined : said.join(' · ');
};

/** Everything behind the word: what was measured, what was said, and the place. */
export function clueSaid(t: Words, clue: Clue, condition: Condition, names: Names): readonly string[] {
  const { place } = clue;
  const said = partsOf(t, clue, condition, names);
  return place === undefined ? said : [...said, formatPosition(place.lat, place.lon)];
}

function partsOf(
  t: Words,
  { what, measure, text }: Clue,
  condition: Condition,
  names: Names,
): readonly string[] {
  const said = text === undefined ? undefined : clueText(t, what, text, names);
  const measured =
    measure && (BEARINGS.has(what) ? formatBearing(measure.value) : formatOf(condition)(measure));
  // Of a sensor its name comes first, and how often it saw something behind it.
  const parts =
    what === 'seenBy' && measured !== undefined
      ? [said, t('alerts.clue.times', { count: measure?.value ?? 0 })]
      : [measured, said];
  return parts.filter((part) => part !== undefined && part !== '') as string[];
}

/** What a transmitter or a person said stays as it was said; what is a word of ours is in the catalogue. */
function clueText(t: Words, what: string, text: string, names: Names): string {
  switch (what) {
    case 'class':
      return wordFor(t, `alerts.class.${text}`) ?? text;
    case 'behaviour':
    case 'besideCondition':
      return wordFor(t, `alerts.kind.${text}`) ?? text;
    case 'identityFault':
      return wordFor(t, `clue.fault.${text}`) ?? text;
    case 'changed.shipType':
      return text
        .split(' → ')
        .map((type) => shipTypeWords(t, TrackKind.unknown, Number(type)) ?? type)
        .join(' → ');
    case 'seenBy':
    case 'antenna':
    case 'feed':
      return sourceName(text, names);
    case 'heardBy':
      return text
        .split(', ')
        .map((one) => sourceName(one, names))
        .join(', ');
    case 'listedBy':
      return names.tables.agency.get(text)?.value.name ?? text;
    default:
      return text;
  }
}

/** A sensor or a feed, by its name. */
export const sourceName = (id: string, names: Names): string => names.sensor(id) ?? names.feed(id) ?? id;
