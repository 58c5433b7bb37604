/** What the colours of an answer mean, and the value under the pointer or of the chosen cell: never by colour alone. */
import { type ReactNode, useMemo } from 'react';
import { useWords, wordFor } from '../../../messages/words.ts';
import { type Cell, cellAt, cellsOf, FASTEST_SHOWN_KN, partsOf } from '../../../store/answershapes.ts';
import { answerOf, useArchive, useFind } from '../../../store/find.ts';
import { useView } from '../../../store/view.ts';
import { formatCount, formatMomentUtc, formatSpeed } from '../../../ui/format.ts';
import { useServices } from '../../services.ts';
import { SelectField } from '../../zones/SelectField.tsx';
import './find.css';

const STOPS = 9;
const SPEEDS = [0, 10, 20, FASTEST_SHOWN_KN] as const;

export function AnswerLegend(): ReactNode {
  const answer = useFind(answerOf);
  const shown = useFind((find) => find.onMap);
  const charted = useArchive((archive) => archive.points.size > 0);
  const ways = charted || (answer?.rows.some(({ path = [] }) => path.length > 1) ?? false);
  if (!shown) return null;
  if (answer?.cells !== undefined && answer.cells.length > 0) return <DensityLegend />;
  return ways ? <WaysLegend /> : null;
}

/** The scale, from less to more. */
function Scale({ marks }: { readonly marks: readonly string[] }): ReactNode {
  const { rampColour } = useServices();
  const palette = useView((view) => view.palette);
  const stops = Array.from({ length: STOPS }, (_, at) => rampColour(palette, at / (STOPS - 1)));
  return (
    <>
      <span
        className="answer-scale"
        style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }}
        aria-hidden="true"
      />
      <span className="answer-marks num">
        {marks.map((mark, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place on the scale
          <span key={at}>{mark}</span>
        ))}
      </span>
    </>
  );
}

function WaysLegend(): ReactNode {
  const t = useWords();
  const answer = useFind(answerOf);
  const colourBy = useFind((find) => find.colourBy);
  const points = useArchive((archive) => archive.points);
  const times = useMemo(() => {
    const all = [
      ...(answer?.rows ?? []).map(({ fromMs, untilMs }) => [fromMs, untilMs] as const),
      ...[...points.values()].map(({ timesMs }) => [timesMs[0] ?? 0, timesMs.at(-1) ?? 0] as const),
    ];
    return [
      all.reduce((least, [from]) => Math.min(least, from), Number.POSITIVE_INFINITY),
      all.reduce((most, [, until]) => Math.max(most, until), Number.NEGATIVE_INFINITY),
    ].map(formatMomentUtc);
  }, [answer, points]);
  return (
    <section className="answer-legend panel" aria-label={t('find.legend')}>
      <SelectField
        label={t('find.colour')}
        value={colourBy}
        choices={[
          ['speed', t('find.colour.speed')],
          ['time', t('find.colour.time')],
        ]}
        onChoose={(chosen) => useFind.setState({ colourBy: chosen })}
      />
      <Scale marks={colourBy === 'speed' ? SPEEDS.map((kn) => formatSpeed(kn)) : times} />
    </section>
  );
}

function DensityLegend(): ReactNode {
  const t = useWords();
  const all = useFind(answerOf)?.cells;
  const question = useFind((find) => find.question);
  const part = useFind((find) => find.part);
  const chosen = useFind((find) => find.chosen);
  const cursor = useView((view) => view.cursor);
  const parts = useMemo(() => partsOf(all ?? []), [all]);
  const cells = useMemo(() => cellsOf(all ?? [], part), [all, part]);
  const stepDeg = question?.ask === 'density' ? question.stepDeg : 0;
  const by = question?.ask === 'density' ? question.by : undefined;
  const most = cells.reduce((max, { points }) => Math.max(max, points), 0);
  const under = cursor === undefined ? undefined : cellAt(cells, stepDeg, cursor.lat, cursor.lon);
  const meant = under ?? (chosen === undefined ? undefined : all?.[chosen]);
  return (
    <section className="answer-legend panel" aria-label={t('find.legend')}>
      {parts.length === 0 || by === undefined ? null : (
        <SelectField
          label={t(`find.by.${by}`)}
          value={part ?? ''}
          choices={[
            ['', t('find.part.all')],
            ...parts.map((each) => [each, wordFor(t, `class.${each}`) ?? each] as const),
          ]}
          onChoose={(each) => useFind.setState({ part: each === '' ? undefined : each })}
        />
      )}
      <Scale marks={[formatCount(0), formatCount(Math.expm1(Math.log1p(most) / 2)), formatCount(most)]} />
      <p className="answer-under num" role="status">
        {meant === undefined ? t('find.cell.none') : said(meant)}
      </p>
    </section>
  );

  function said({ points, tracks }: Pick<Cell, 'points' | 'tracks'>): string {
    return t('find.cell', { points: formatCount(points), tracks: formatCount(tracks) });
  }
}
