/** Where it is: a point, a bearing from somewhere, a line or an area; typed, or clicked on the map. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { formatPosition } from '../../ui/format.ts';
import { withPlace } from './changes.ts';
import { type Draft, type Faults, MAX_CORNERS, PLACE_KINDS } from './draft.ts';
import { ReportField } from './ReportField.tsx';
import { changeDraft, useDraft } from './useDraft.ts';

/** Unit symbols are the same in every language. */
const UNITS = { metres: 'm', degrees: '°', miles: 'NM' } as const;

interface PlaceFieldsProps {
  readonly draft: Draft;
  readonly faults: Faults;
  /** The datalist of named places. */
  readonly list: string;
  /** Where the typed position is, read as it was meant. */
  readonly spot: { readonly lat: number; readonly lon: number } | undefined;
}

export function PlaceFields({ draft, faults, list, spot }: PlaceFieldsProps): ReactNode {
  const t = useWords();
  const cornered = draft.place === 'line' || draft.place === 'area';
  return (
    <fieldset className="report-part">
      <legend className="label">{t('report.place')}</legend>
      <div className="report-kinds">
        {PLACE_KINDS.map((place) => (
          <label key={place} className="report-kind">
            <input
              type="radio"
              name="report-place"
              checked={draft.place === place}
              onChange={() => useDraft.setState({ draft: withPlace(draft, place) })}
            />
            {t(`report.place.${place}`)}
          </label>
        ))}
      </div>
      <p className="quiet report-how">{t(`report.how.${draft.place}`)}</p>
      {cornered ? (
        <Corners draft={draft} wrong={faults.corners !== undefined} list={list} spot={spot} />
      ) : (
        <>
          <ReportField
            label={t(draft.place === 'bearing' ? 'report.from' : 'report.position')}
            hint={t('report.position.hint')}
            value={draft.position}
            fault={faults.position}
            list={list}
            required
            focused
            onType={(position) => changeDraft({ position })}
          />
          {spot === undefined ? null : (
            <p className="report-read num">{formatPosition(spot.lat, spot.lon)}</p>
          )}
        </>
      )}
      {draft.place === 'bearing' ? (
        <div className="report-row">
          <ReportField
            label={t('report.azimuth')}
            unit={UNITS.degrees}
            numeric
            required
            value={draft.azimuthDeg}
            fault={faults.azimuthDeg}
            onType={(azimuthDeg) => changeDraft({ azimuthDeg })}
          />
          <ReportField
            label={t('report.spread')}
            unit={UNITS.degrees}
            numeric
            value={draft.spreadDeg}
            fault={faults.spreadDeg}
            onType={(spreadDeg) => changeDraft({ spreadDeg })}
          />
          <ReportField
            label={t('report.range.least')}
            unit={UNITS.miles}
            numeric
            value={draft.minRangeNm}
            fault={faults.minRangeNm}
            onType={(minRangeNm) => changeDraft({ minRangeNm })}
          />
          <ReportField
            label={t('report.range.most')}
            unit={UNITS.miles}
            numeric
            value={draft.maxRangeNm}
            fault={faults.maxRangeNm}
            onType={(maxRangeNm) => changeDraft({ maxRangeNm })}
          />
        </div>
      ) : (
        <ReportField
          label={t(`report.uncertainty.${draft.place}`)}
          unit={UNITS.metres}
          numeric
          value={draft.uncertaintyM}
          fault={faults.uncertaintyM}
          onType={(uncertaintyM) => changeDraft({ uncertaintyM })}
        />
      )}
    </fieldset>
  );
}

interface CornersProps extends Pick<PlaceFieldsProps, 'draft' | 'list' | 'spot'> {
  readonly wrong: boolean;
}

/** The corners that were placed: each click adds one, so does each typed position, and the last can be taken back. */
function Corners({ draft, wrong, list, spot }: CornersProps): ReactNode {
  const t = useWords();
  const add = (): void => {
    if (spot === undefined || draft.corners.length >= MAX_CORNERS) return;
    changeDraft({ corners: [...draft.corners, [spot.lat, spot.lon]], position: '' });
  };
  return (
    <>
      <ol className="report-corners num" aria-label={t('report.corners')}>
        {draft.corners.map(([lat, lon], i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the order
          <li key={i}>{formatPosition(lat, lon)}</li>
        ))}
      </ol>
      {wrong ? (
        <p className="report-said" role="alert">
          {t(draft.place === 'line' ? 'report.wrong.line' : 'report.wrong.area')}
        </p>
      ) : null}
      <ReportField
        label={t('report.corner')}
        hint={t('report.position.hint')}
        value={draft.position}
        list={list}
        focused
        onType={(position) => changeDraft({ position })}
      />
      <div className="report-buttons">
        <Button label={t('report.corner.add')} disabled={spot === undefined} onClick={add} />
        <Button
          look="flat"
          label={t('report.corner.undo')}
          disabled={draft.corners.length === 0}
          onClick={() => changeDraft({ corners: draft.corners.slice(0, -1) })}
        />
      </div>
    </>
  );
}
