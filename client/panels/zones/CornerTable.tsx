/** The corners of what is drawn, typed: by keyboard alone they are added, changed, put in another order and taken away. */
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { parsePosition } from '../../../proto/domain/position.ts';
import { useWords } from '../../messages/words.ts';
import { draw, setDrawing, useDrawing } from '../../store/drawing.ts';
import {
  cornersOf,
  MOST_CORNERS,
  type Pen,
  withCorner,
  withCornerAt,
  withCornerMoved,
  withoutCorner,
} from '../../store/pen.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDecimalPosition, formatPosition } from '../../ui/format.ts';

/** Rows that are drawn at once; a coast has thousands. */
const PAGE = 50;

type Write = (lat: number, lon: number) => string;

export function CornerTable({ pen }: { readonly pen: Pen }): ReactNode {
  const t = useWords();
  const [decimal, setDecimal] = useState(false);
  const chosen = useDrawing((state) => state.drawing?.chosen);
  const [page, setPage] = useState(0);
  const corners = cornersOf(pen);
  const pages = Math.max(1, Math.ceil(corners.length / PAGE));
  // The page goes to the corner that was chosen, on the map or here.
  useEffect(() => {
    if (chosen !== undefined) setPage(Math.floor(chosen / PAGE));
  }, [chosen]);
  const shown = Math.min(page, pages - 1);
  const first = shown * PAGE;
  const write: Write = decimal ? formatDecimalPosition : formatPosition;
  const circle = pen.kind === 'circle';
  return (
    <fieldset className="corners">
      <legend className="for-screen-readers">{t(circle ? 'draw.centre' : 'draw.corners')}</legend>
      <div className="corners-head">
        <span className="label">{t(circle ? 'draw.centre' : 'draw.corners')}</span>
        <label className="corners-form">
          <input type="checkbox" checked={decimal} onChange={() => setDecimal(!decimal)} />
          {t('draw.decimal')}
        </label>
      </div>
      <ol className="corners-list" start={first + 1}>
        {corners.slice(first, first + PAGE).map((corner, i) => (
          <CornerRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the order
            key={`${first + i}`}
            at={first + i}
            corner={corner}
            write={write}
            chosen={chosen === first + i}
            circle={circle}
          />
        ))}
      </ol>
      {pages > 1 ? (
        <div className="corners-pages">
          <Button
            look="flat"
            label={t('draw.page.before')}
            disabled={shown === 0}
            onClick={() => setPage(shown - 1)}
          />
          <span className="num">{t('draw.page', { page: shown + 1, pages })}</span>
          <Button
            look="flat"
            label={t('draw.page.after')}
            disabled={shown === pages - 1}
            onClick={() => setPage(shown + 1)}
          />
        </div>
      ) : null}
      {circle && corners.length > 0 ? null : <NewCorner count={corners.length} circle={circle} />}
    </fieldset>
  );
}

interface CornerRowProps {
  readonly at: number;
  readonly corner: LatLon;
  readonly write: Write;
  readonly chosen: boolean;
  readonly circle: boolean;
}

function CornerRow({ at, corner, write, chosen, circle }: CornerRowProps): ReactNode {
  const t = useWords();
  const written = write(corner.lat, corner.lon);
  const [typed, setTyped] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place makes what was typed void
  useEffect(() => setTyped(undefined), [corner.lat, corner.lon, write]);
  const spot = typed === undefined ? undefined : parsePosition(typed);
  const wrong = typed !== undefined && spot === undefined;
  useWrongPosition(input, wrong);
  const take = (): void => {
    // What was not touched keeps all its figures.
    if (typed === undefined || typed === written || spot === undefined) return;
    draw((pen) => withCornerAt(pen, at, spot));
    setTyped(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (event.key === 'Enter') {
      event.preventDefault();
      take();
    } else if (by !== undefined && event.altKey && !circle) {
      event.preventDefault();
      draw((pen) => withCornerMoved(pen, at, by));
      setDrawing({ chosen: at + by });
      focusCorner(at + by);
    } else if (by !== undefined) {
      event.preventDefault();
      focusCorner(at + by);
    } else if (event.key === 'Delete' && event.altKey) {
      event.preventDefault();
      draw((pen) => withoutCorner(pen, at));
      focusCorner(at);
    } else if (event.key === 'Insert' && !circle) {
      event.preventDefault();
      draw((pen) => withCorner(pen, corner, at));
      focusCorner(at);
    }
  };
  return (
    <li ref={row} className="corners-row" data-chosen={chosen} value={at + 1}>
      <input
        ref={input}
        id={cornerId(at)}
        className="field num"
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        value={typed ?? written}
        aria-label={t('draw.corner', { number: at + 1 })}
        aria-invalid={wrong}
        data-settled={typed === undefined}
        title={t('draw.corner.keys')}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={() => setDrawing({ chosen: at })}
        onBlur={take}
        onKeyDown={onKeyDown}
      />
      <Button
        look="flat"
        iconOnly
        icon="×"
        label={t('draw.corner.remove', { number: at + 1 })}
        onClick={() => draw((pen) => withoutCorner(pen, at))}
      />
      {wrong ? <WrongPosition /> : null}
    </li>
  );
}

function WrongPosition(): ReactNode {
  const t = useWords();
  return (
    <span className="report-said corners-wrong" role="alert">
      {t('draw.wrong.position')}
    </span>
  );
}

/** The form around it is not saved as long as a position cannot be read: what was typed would be lost unnoticed. */
function useWrongPosition(input: RefObject<HTMLInputElement | null>, wrong: boolean): void {
  const t = useWords();
  useEffect(() => input.current?.setCustomValidity(wrong ? t('draw.wrong.position') : ''), [input, wrong, t]);
}

/** Adds one at the end: Enter, and the field is empty for the next. One that is left in it is meant, too. */
function NewCorner({ count, circle }: { readonly count: number; readonly circle: boolean }): ReactNode {
  const t = useWords();
  const [typed, setTyped] = useState('');
  const spot = parsePosition(typed);
  const wrong = typed.trim() !== '' && spot === undefined;
  const input = useRef<HTMLInputElement>(null);
  const [left, setLeft] = useState(false);
  useWrongPosition(input, wrong);
  const add = (): void => {
    if (spot === undefined || count >= MOST_CORNERS) return;
    draw((pen) => withCorner(pen, spot));
    setTyped('');
  };
  return (
    <div className="corners-row corners-new">
      <input
        ref={input}
        id={cornerId(count)}
        className="field num"
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        placeholder={t('draw.corner.example')}
        value={typed}
        aria-label={t(circle ? 'draw.centre.new' : 'draw.corner.new')}
        aria-invalid={wrong && left}
        data-settled={typed === ''}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={() => setLeft(false)}
        onBlur={() => {
          setLeft(true);
          add();
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp') focusCorner(count - 1);
          if (event.key !== 'Enter' || typed.trim() === '') return;
          event.preventDefault();
          setLeft(true);
          add();
        }}
      />
      <Button
        look="flat"
        iconOnly
        icon="+"
        label={t(circle ? 'draw.centre.new' : 'draw.corner.new')}
        disabled={spot === undefined}
        onClick={add}
      />
      {wrong && left ? <WrongPosition /> : null}
    </div>
  );
}

const cornerId = (at: number): string => `corner-${at}`;

/** Once it is drawn in its new place. */
function focusCorner(at: number): void {
  requestAnimationFrame(() => document.getElementById(cornerId(at))?.focus());
}
