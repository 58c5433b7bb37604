/** An alert in the sentence that an operator would say. Pure: the names come with {@link Names}. */
import type { Alert, Condition, Party } from '../../../proto/domain/alert/alert.ts';
import { type Words, wordFor } from '../../messages/words.ts';
import { ABSENT } from '../../ui/format.ts';
import { titleOf } from '../../ui/title.ts';
import { clueValue, clueWord, formatOf, sourceName } from './evidence.ts';
import type { Names } from './names.ts';

/** Evidence that sentences name by itself. */
export const SAID_IN_SENTENCES = [
  'apart',
  'behaviour',
  'cameFrom',
  'circleSweep',
  'class',
  'closestIn',
  'driftsNow',
  'formerMmsi',
  'jumpDistance',
  'jumpTime',
  'saidBy',
  'speedBefore',
  'told',
  'troubleWords',
  'usualSpeed',
] as const;

/** What a party was called then. */
export const partyName = (t: Words, { trackId, kind, name, mmsi }: Party): string =>
  titleOf(t, { id: trackId, kind, name: name ?? mmsi });

/** The sentence of one condition; kinds and their parameters are in `alerts.table.ts`. */
export function conditionSentence(t: Words, condition: Condition, names: Names): string {
  const { kind, parties, measured, threshold, rule } = condition;
  const [first, second] = parties;
  const about = aboutNames(t, condition, names);
  const who = first === undefined ? (about.any ?? t('alerts.who.something')) : partyName(t, first);
  const others = parties.length > 2 ? t('alerts.who.several', { who, more: parties.length - 1 }) : who;
  const both =
    kind === 'rendezvous' || kind === 'encounter' || kind === 'collision' || kind === 'identityTwice';
  const values = {
    ...about.named,
    who: both || parties.length < 3 ? who : others,
    other: second === undefined ? t('alerts.who.other') : partyName(t, second),
    ...evidenceValues(t, condition, names),
    measured: formatOf(condition)(measured),
    threshold: formatOf(condition)(threshold),
  };
  // One kind has several rules at times, is too little or too much, or is measured in another way: each has its own words.
  const below = measured.value < threshold.value ? ['below'] : [];
  const own = [
    ...below,
    rule.slice(Math.max(rule.lastIndexOf('.'), rule.lastIndexOf('/')) + 1),
    measured.unit,
  ];
  for (const member of own) {
    const said = wordFor(t, `alert.${kind}.${member}`, values);
    if (said !== undefined) return sentenceCase(said);
  }
  return sentenceCase(t(`alert.${kind}`, values));
}

function evidenceValues(t: Words, condition: Condition, names: Names): Record<string, string> {
  const { evidence } = condition;
  const values: Record<string, string> = {};
  for (const what of SAID_IN_SENTENCES) {
    const clue = evidence.find((one) => one.what === what);
    values[what] = (clue && clueValue(t, clue, condition, names)) ?? ABSENT;
  }
  const [first] = evidence;
  const seen = evidence.find(({ what }) => what === 'seenBy')?.text;
  return {
    ...values,
    sign: first === undefined ? t('alerts.the.sign') : lowerCase(clueWord(t, first.what)),
    seenBy: seen === undefined ? t('alerts.the.sensor') : sourceName(seen, names),
  };
}

/** The sentence of an alert: of the condition that leads. */
export const alertSentence = (t: Words, { lead }: Pick<Alert, 'lead'>, names: Names): string =>
  conditionSentence(t, lead, names);

function aboutNames(t: Words, { about, evidence }: Condition, names: Names) {
  const { tables } = names;
  /** As it was called when it was told: a sensor that is lost is not in any list. */
  const then = (what: string): string | undefined => evidence.find((clue) => clue.what === what)?.text;
  const { zoneId, sectorId, crossingPointId, unitId, patrolId, taskId, sensorId, feedId, watchListId } =
    about;
  const of = <V>(
    table: ReadonlyMap<string, { readonly value: V }>,
    id: string | undefined,
    name: (value: V) => string,
    clue = '',
  ): string | undefined => {
    const value = id === undefined ? undefined : table.get(id)?.value;
    return value === undefined ? id && (then(clue) ?? id) : name(value);
  };
  const named = ({ name }: { readonly name: string }): string => name;
  const zone = of(tables.zone, zoneId, named, 'zone');
  const sector = of(tables.sector, sectorId, named, 'sector');
  const crossing = of(tables.crossingPoint, crossingPointId, named);
  const task = taskId === undefined ? undefined : tables.task.get(taskId)?.value;
  const unit = of(tables.unit, unitId ?? task?.unitId, ({ callSign }) => callSign);
  const patrol = of(tables.patrol, patrolId, ({ title }) => title);
  const sensor =
    sensorId === undefined ? undefined : (names.sensor(sensorId) ?? then('sensorName') ?? sensorId);
  const feed = feedId === undefined ? undefined : (names.feed(feedId) ?? then('feedName') ?? feedId);
  const list = of(tables.watchList, watchListId, named, 'watchList');
  return {
    any: unit ?? sensor ?? feed ?? crossing ?? patrol ?? sector ?? zone,
    named: {
      zone: zone ?? t('alerts.the.zone'),
      sector: sector ?? t('alerts.the.sector'),
      crossing: crossing ?? t('alerts.the.crossing'),
      unit: unit ?? t('alerts.the.unit'),
      patrol: patrol ?? t('alerts.the.patrol'),
      sensor: sensor ?? t('alerts.the.sensor'),
      feed: feed ?? sensor ?? t('alerts.the.feed'),
      list: list ?? t('alerts.the.list'),
    },
  };
}

/** In a sentence a word is small, and an abbreviation stays. */
const lowerCase = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1);

/** A sentence begins with a capital, also where it begins with what it is about. */
const sentenceCase = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
