/** A question in words, for whoever opens a pack and has never seen Watchfloor; to the letter it is in question.json. */
import { kindRow } from '../../../proto/domain/alert/kinds.table.ts';
import type { Corners, Question } from '../../../proto/domain/record/questions.ts';
import { isoOf } from '../words.ts';

/** More corners are counted: the map and question.json have them. */
const MOST_CORNERS = 8;

/** One sentence; times are UTC, places latitude and longitude in degrees. */
export const askedWords = (question: Question): string =>
  `${whatOf(question)}, from ${isoOf(question.fromMs)} until ${isoOf(question.untilMs)}.`;

function whatOf(question: Question): string {
  switch (question.ask) {
    case 'vessel':
      return `Where was what called itself “${question.words}” (an MMSI, an IMO number, a call sign, a part of a name, or a track’s id)`;
    case 'area':
      return `Who was in ${areaOf(question.area)}`;
    case 'meetings': {
      const { withinM, minutes, slowerKn } = question;
      const slow = slowerKn === undefined ? '' : `, both slower than ${slowerKn} kn`;
      return `Who was within ${withinM} m of ${whom(question.words)} for at least ${minutes} min${slow}${inArea(question.area)}`;
    }
    case 'gaps': {
      const of = question.words === undefined ? '' : ` of “${question.words}”`;
      return `Whose AIS${of} was silent for at least ${question.minutes} min${inArea(question.area)}`;
    }
    case 'crossings': {
      const { line, way } = question;
      const direction = way === undefined ? 'in either direction' : WAYS[way];
      return `Who crossed the line ${placesOf(line)}, ${direction}`;
    }
    case 'visits':
      return `Who stayed in ${areaOf(question.area)} for at least ${question.minutes} min at a time`;
    case 'sameRoute':
      return `Who took the way of track ${question.track}, within ${question.withinM} m of it`;
    case 'density': {
      const { by, stepDeg, area } = question;
      const split = by === undefined ? '' : `, by ${BY[by]}`;
      return `How many were where, in cells of ${stepDeg}°${split}${inArea(area)}`;
    }
    case 'alerts': {
      const { kinds = [], verdict } = question;
      const texts = kinds.map((kind) => `${kind} (${kindRow(kind).text.replace(/\.$/, '')})`);
      const which =
        texts.length === 0 ? 'Which alerts there were' : `Which alerts there were of: ${texts.join('; ')}`;
      return verdict === undefined ? which : `${which}; judged “${verdict}”`;
    }
  }
}

const WAYS = {
  leftToRight: 'from left to right as seen along it',
  rightToLeft: 'from right to left as seen along it',
} as const;
const BY = { hour: 'hour of the day', class: 'class', speed: 'speed' } as const;

const whom = (words: string | undefined): string => (words === undefined ? 'whom' : `“${words}”`);
const inArea = (area: Corners | undefined): string => (area === undefined ? '' : `, in ${areaOf(area)}`);
const areaOf = (area: Corners): string => `the area ${placesOf(area)}`;
const placesOf = (corners: Corners): string =>
  corners.length > MOST_CORNERS
    ? `of ${corners.length} corners that the map shows`
    : corners.map(([lat, lon]) => `${lat} ${lon}`).join(', ');
