/** Questions as they are sent, checked: also the source of the OpenAPI document. */
import { z } from 'zod';
import { VERDICTS } from '../../../proto/domain/alert/alert.ts';
import { ALERT_KINDS } from '../../../proto/domain/alert/kinds.table.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { type Corners, EXPORT_FORMATS, LONGEST_ASKED_MS } from '../../../proto/domain/record/questions.ts';
import { faultOfShape, MAX_LATITUDE } from '../../../proto/domain/shapes/fault.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { EXPORT_CONTENTS, LONGEST_PICTURE, MOST_PICTURES } from '../../record/export/exportasked.ts';

export const LONGEST_MS = LONGEST_ASKED_MS;
export const MAX_AREA_CORNERS = 500;
export const MAX_HISTOGRAM_STEPS = 1000;
/** 2200-01-01. */
const LAST_MS = 7_258_118_400_000;

export const time = z.number().int().min(0).max(LAST_MS).transform(epochMs);
const corner = z
  .tuple([z.number().min(-MAX_LATITUDE).max(MAX_LATITUDE), z.number().min(-180).max(180)])
  .readonly();
const asLine = (corners: Corners) => corners.map(([lat, lon]) => ({ lat, lon }));

const area = z
  .array(corner)
  .min(3)
  .max(MAX_AREA_CORNERS)
  .readonly()
  .superRefine((corners, context) => {
    const fault = faultOfShape({ kind: 'polygon', rings: [asLine(corners)] });
    if (fault) context.addIssue({ code: 'custom', message: `${fault.where}: ${fault.what}` });
  });
const line = z
  .array(corner)
  .min(2)
  .max(MAX_AREA_CORNERS)
  .readonly()
  .superRefine((corners, context) => {
    const fault = faultOfShape({ kind: 'line', line: asLine(corners), crossing: 'both' });
    if (fault) context.addIssue({ code: 'custom', message: `${fault.where}: ${fault.what}` });
  });
const words = z.string().trim().min(2, 'give at least two letters').max(100);
const minutes = z
  .number()
  .min(1)
  .max(7 * 1440);
const withinM = z.number().min(10).max(20_000);
export const track = z
  .string()
  .regex(/^-?\d{1,9}-\d{1,10}$/, 'expected a track’s id: <epoch>-<counter>')
  .transform((id) => id as TrackId);
const asked = { fromMs: time, untilMs: time };

export const questionBody = z
  .discriminatedUnion('ask', [
    z.strictObject({ ask: z.literal('vessel'), ...asked, words }),
    z.strictObject({ ask: z.literal('area'), ...asked, area }),
    z.strictObject({
      ...{ ask: z.literal('meetings'), ...asked, withinM, minutes },
      ...{
        words: words.optional(),
        area: area.optional(),
        slowerKn: z.number().min(0.1).max(100).optional(),
      },
    }),
    z.strictObject({
      ...{ ask: z.literal('gaps'), ...asked, minutes },
      ...{ words: words.optional(), area: area.optional() },
    }),
    z.strictObject({
      ...{ ask: z.literal('crossings'), ...asked, line },
      way: z.enum(['leftToRight', 'rightToLeft']).optional(),
    }),
    z.strictObject({ ask: z.literal('visits'), ...asked, area, minutes }),
    z.strictObject({ ask: z.literal('sameRoute'), ...asked, track, withinM }),
    z.strictObject({
      ...{ ask: z.literal('density'), ...asked, stepDeg: z.number().min(0.001).max(10) },
      ...{ area: area.optional(), by: z.enum(['hour', 'class', 'speed']).optional() },
    }),
    z.strictObject({
      ...{ ask: z.literal('alerts'), ...asked },
      kinds: z
        .array(z.enum(ALERT_KINDS as [string, ...string[]]))
        .min(1)
        .max(ALERT_KINDS.length)
        .optional(),
      verdict: z.enum(VERDICTS).optional(),
    }),
  ])
  .refine(({ fromMs, untilMs }) => fromMs < untilMs, {
    message: 'it ends before it begins',
    path: ['untilMs'],
  })
  .refine(({ fromMs, untilMs }) => untilMs - fromMs <= LONGEST_MS, {
    message: `ask for at most ${LONGEST_MS / 86_400_000} days`,
    path: ['untilMs'],
  });

export const askBody = z.strictObject({
  question: questionBody,
  /** Why, for the log. */
  purpose: z.string().trim().min(1, 'say why').max(400),
});

const wholeText = z
  .string()
  .regex(/^\d{1,15}$/, 'expected a whole number')
  .transform(Number)
  .pipe(time);
const inOrder = <T extends { from: number; until: number }>({ from, until }: T): boolean =>
  from < until && until - from <= LONGEST_MS;

export const histogramQuery = z
  .strictObject({
    from: wholeText,
    until: wholeText,
    steps: z
      .string()
      .regex(/^\d{1,4}$/, 'expected a whole number')
      .transform(Number)
      .pipe(z.number().min(1).max(MAX_HISTOGRAM_STEPS))
      .default(120),
  })
  .refine(inOrder, { message: 'expected from < until, at most 400 days', path: ['until'] });

export const trackPointsQuery = z
  .strictObject({ from: wholeText, until: wholeText })
  .refine(inOrder, { message: 'expected from < until, at most 400 days', path: ['until'] });

export const fileQuery = z.strictObject({
  format: z.enum(EXPORT_FORMATS),
  /** Why, for the log. */
  purpose: z.string().trim().min(1, 'say why').max(400),
  /** Of CSV: the answer's table, or the points of its tracks. */
  content: z.enum(EXPORT_CONTENTS).optional(),
});

/** As every PNG begins (RFC 2083, 3.1), in base64. */
const PNG_BEGIN = 'iVBORw0KGg';
const pictures = z
  .array(
    z.strictObject({
      name: z.string().trim().min(1).max(80),
      png: z
        .string()
        .max(Math.ceil(LONGEST_PICTURE / 3) * 4)
        .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'expected base64')
        .startsWith(PNG_BEGIN, 'expected a PNG'),
    }),
  )
  .max(MOST_PICTURES);
/** Of an evidence pack. */
export const fileBody = z.strictObject({ pictures: pictures.optional() });
