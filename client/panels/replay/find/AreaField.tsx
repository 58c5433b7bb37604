/** The area or line that a question is about: drawn on the map, or taken from a zone or sector that is there. */
import { type ReactNode, useEffect, useMemo } from 'react';
import { useWords } from '../../../messages/words.ts';
import { beginDrawing, endDrawing, useDrawing } from '../../../store/drawing.ts';
import { shapeOf } from '../../../store/pen.ts';
import { useRecords } from '../../../store/records.ts';
import { Button } from '../../../ui/Button.tsx';
import { DrawPart } from '../../zones/DrawPart.tsx';
import { SelectField } from '../../zones/SelectField.tsx';
import { cornersOfShape, placesOf } from './areas.ts';
import { changeDraft, type Draft } from './draft.ts';

const AREA_KINDS = ['polygon', 'circle', 'corridor'] as const;
const LINE_KINDS = ['line'] as const;

interface AreaFieldProps {
  readonly kind: 'area' | 'line';
  readonly draft: Draft;
  readonly needed: boolean;
  readonly fault: string | undefined;
}

export function AreaField({ kind, draft, needed, fault }: AreaFieldProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const drawing = useDrawing((state) => state.drawing?.owner === 'question');
  const pen = useDrawing((state) => (state.drawing?.owner === 'question' ? state.drawing.pen : undefined));
  const places = useMemo(() => placesOf(tables, kind), [tables, kind]);
  const corners = draft[kind];
  // What is drawn is the area as soon as it is one.
  useEffect(() => {
    if (pen === undefined) return;
    const shape = shapeOf(pen);
    changeDraft({ [kind]: shape && cornersOfShape(shape) });
  }, [pen, kind]);
  useEffect(
    () => () => {
      if (useDrawing.getState().drawing?.owner === 'question') endDrawing();
    },
    [],
  );
  return (
    <fieldset className="find-area">
      <legend className="label">
        {t(`find.${kind}`)}
        {needed ? null : <span className="quiet"> {t('find.offered')}</span>}
      </legend>
      <div className="replay-acts">
        <Button
          label={t(drawing ? 'find.draw.done' : 'find.draw')}
          aria-pressed={drawing}
          onClick={() => {
            if (drawing) endDrawing();
            else beginDrawing('question', kind === 'line' ? 'line' : 'polygon');
          }}
        />
        {corners === undefined ? null : (
          <>
            <span className="quiet num">{t('find.corners', { count: corners.length })}</span>
            <Button
              look="flat"
              label={t('find.area.clear')}
              onClick={() => {
                endDrawing();
                changeDraft({ [kind]: undefined });
              }}
            />
          </>
        )}
      </div>
      {drawing || places.length === 0 ? null : (
        <SelectField
          label={t('find.place')}
          value=""
          choices={[['', t('find.place.choose')], ...places.map(({ key, name }) => [key, name] as const)]}
          onChoose={(key) => {
            const place = places.find((each) => each.key === key);
            if (place !== undefined) changeDraft({ [kind]: cornersOfShape(place.shape) });
          }}
        />
      )}
      {fault === undefined ? null : <p className="card-fault">{fault}</p>}
      {drawing ? (
        <DrawPart kinds={kind === 'line' ? LINE_KINDS : AREA_KINDS} tried={fault !== undefined} />
      ) : null}
    </fieldset>
  );
}
