/** The shape of what is written: its kind, the tools to draw it with, its corners, how large it is, what is wrong with it. */
import { ObiRedoIec } from '@oicl/openbridge-webcomponents-react/icons/icon-redo-iec.js';
import { ObiUndoIec } from '@oicl/openbridge-webcomponents-react/icons/icon-undo-iec.js';
import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import type { Crossing } from '../../../proto/domain/operations/area.ts';
import { areaM2, lengthM, perimeterM } from '../../../proto/domain/shapes/measure.ts';
import { useWords } from '../../messages/words.ts';
import { draw, redo, setDrawing, undo, useDrawing } from '../../store/drawing.ts';
import { hasHoles, type Pen, reversed, SHAPE_KINDS, type ShapeKind, shapeOf } from '../../store/pen.ts';
import { penFault } from '../../store/penfault.ts';
import { Button } from '../../ui/Button.tsx';
import { formatArea, formatLength } from '../../ui/format.ts';
import { isApple } from '../keys.ts';
import { CornerTable } from './CornerTable.tsx';
import { NumberField } from './NumberField.tsx';
import { useDrawKeys } from './useDrawKeys.ts';

const CROSSINGS: readonly Crossing[] = ['both', 'leftToRight', 'rightToLeft'];
const METRES = 'm';
const MAX_RADIUS_M = 2_000_000;
const MAX_WIDTH_M = 500_000;

interface DrawPartProps {
  /** Others than these are not offered: a sector is no line. */
  readonly kinds?: readonly ShapeKind[];
  /** What is missing is said. */
  readonly tried: boolean;
}

export function DrawPart({ kinds = SHAPE_KINDS, tried }: DrawPartProps): ReactNode {
  const t = useWords();
  useDrawKeys();
  const pen = useDrawing((state) => state.drawing?.pen);
  const tool = useDrawing((state) => state.drawing?.tool);
  const snaps = useDrawing((state) => state.drawing?.snaps);
  const canUndo = useDrawing((state) => state.past.length > 0);
  const canRedo = useDrawing((state) => state.future.length > 0);
  if (pen === undefined) return null;
  const mod = isApple() ? '⌘ ' : 'Ctrl ';
  return (
    <fieldset className="report-part draw" onKeyDown={keepEnter}>
      <legend className="label">{t('draw.shape')}</legend>
      <div className="draw-kinds">
        {kinds.map((kind) => (
          <Button
            key={kind}
            label={t(`draw.kind.${kind}`)}
            aria-pressed={pen.kind === kind}
            onClick={() => draw((now) => (now.kind === kind ? now : { ...now, kind }))}
          />
        ))}
      </div>
      <div className="draw-tools" role="toolbar" aria-label={t('draw.tools')}>
        <Button
          label={t('draw.add')}
          aria-pressed={tool === 'add'}
          onClick={() => setDrawing({ tool: tool === 'add' ? 'edit' : 'add' })}
        />
        <Button
          label={t('draw.snap')}
          title={t('draw.snap.long')}
          aria-pressed={snaps === true}
          onClick={() => setDrawing({ snaps: snaps !== true })}
        />
        <Button
          className="draw-undo"
          look="flat"
          iconOnly
          icon={<ObiUndoIec />}
          label={t('draw.undo')}
          hotkey={`${mod}Z`}
          disabled={!canUndo}
          onClick={undo}
        />
        <Button
          look="flat"
          iconOnly
          icon={<ObiRedoIec />}
          label={t('draw.redo')}
          hotkey={`${mod}Y`}
          disabled={!canRedo}
          onClick={redo}
        />
      </div>
      <p className="quiet report-how">{t(tool === 'add' ? `draw.how.${pen.kind}` : 'draw.how.edit')}</p>
      <Verdict pen={pen} tried={tried} />
      <KindFields pen={pen} />
      <CornerTable pen={pen} />
      {hasHoles(pen) ? <p className="quiet">{t('draw.holes', { count: pen.holes.length })}</p> : null}
    </fieldset>
  );
}

/** Enter in a figure of the shape means that figure, and not that all of the form is done. */
const keepEnter = (event: KeyboardEvent): void => {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
};

/** What a circle, a corridor and a line have besides their corners. */
function KindFields({ pen }: { readonly pen: Pen }): ReactNode {
  const t = useWords();
  switch (pen.kind) {
    case 'circle':
      return (
        <NumberField
          label={t('draw.radius')}
          unit={METRES}
          value={pen.radiusM}
          least={1}
          most={MAX_RADIUS_M}
          onNumber={(radiusM) => draw((now) => ({ ...now, radiusM }))}
        />
      );
    case 'corridor':
      return (
        <NumberField
          label={t('draw.width')}
          unit={METRES}
          value={pen.widthM}
          least={1}
          most={MAX_WIDTH_M}
          onNumber={(widthM) => draw((now) => ({ ...now, widthM }))}
        />
      );
    case 'line':
      return (
        <div className="draw-crossing">
          <span className="label">{t('draw.crossing')}</span>
          <div className="draw-kinds">
            {CROSSINGS.map((crossing) => (
              <Button
                key={crossing}
                label={t(`draw.crossing.${crossing}`)}
                aria-pressed={pen.crossing === crossing}
                onClick={() => draw((now) => ({ ...now, crossing }))}
              />
            ))}
            <Button look="flat" label={t('draw.reverse')} onClick={() => draw(reversed)} />
          </div>
        </div>
      );
    default:
      return null;
  }
}

/** How large it is; what is wrong with it, from the moment it is; what is missing once saving was tried. */
function Verdict({ pen, tried }: { readonly pen: Pen; readonly tried: boolean }): ReactNode {
  const t = useWords();
  const shape = useMemo(() => shapeOf(pen), [pen]);
  const fault = penFault(pen);
  const text = useMemo(() => {
    if (shape === undefined || fault !== undefined) return undefined;
    if (shape.kind === 'line') return t('draw.length', { length: formatLength(lengthM(shape.line)) });
    return t('draw.size', { area: formatArea(areaM2(shape)), edge: formatLength(perimeterM(shape)) });
  }, [shape, fault, t]);
  return (
    <div aria-live="polite">
      {fault === undefined ? null : (
        <p className="card-fault">
          {t('draw.fault', { what: fault.what, where: fault.where, remedy: fault.remedy })}
        </p>
      )}
      {text === undefined ? null : <p className="draw-size num">{text}</p>}
      {shape === undefined && tried ? <p className="card-fault">{t(`draw.missing.${pen.kind}`)}</p> : null}
    </div>
  );
}
