/** People and goods on board, and inland particulars, as application messages say: each with who heard it and when. */
import type { ReactNode } from 'react';
import type { DangerousCargo } from '../../../proto/domain/aboard.ts';
import type { TrackDetail } from '../../../proto/domain/track.ts';
import { useWords, type Words } from '../../messages/words.ts';
import { formatCount, formatMetres } from '../../ui/format.ts';
import { formatTonnes, formatUn } from '../../ui/formatweather.ts';
import { Field } from './Field.tsx';

/** Inland: four stand for the B flag. */
const B_FLAG = 4;

export function Aboard({ detail }: { readonly detail: TrackDetail | undefined }): ReactNode {
  const t = useWords();
  const said = detail?.identity ?? {};
  const { personsOnBoard, crew, passengers, dangerousCargo, blueCones, loaded, eni, airDraughtM, eriType } =
    said;
  const rows = [
    ['personsOnBoard', personsOnBoard, formatCount(personsOnBoard?.value)],
    ['crew', crew, formatCount(crew?.value)],
    ['passengers', passengers, formatCount(passengers?.value)],
    ['dangerousCargo', dangerousCargo, cargoText(t, dangerousCargo?.value)],
    ['blueCones', blueCones, conesText(t, blueCones?.value)],
    ['loaded', loaded, t(loaded?.value ? 'aboard.loaded.yes' : 'aboard.loaded.no')],
    ['airDraughtM', airDraughtM, formatMetres(airDraughtM?.value)],
    ['eni', eni, eni?.value],
    ['eriType', eriType, eriType === undefined ? undefined : String(eriType.value)],
  ] as const;
  const known = rows.filter(([, claim]) => claim !== undefined);
  if (known.length === 0) return null;
  return (
    <section className="card-section" aria-label={t('aboard.label')}>
      <h3 className="label">{t('aboard.label')}</h3>
      <dl className="card-aboard">
        {known.map(([name, claim, value]) => (
          <Field key={name} label={t(`aboard.${name}`)} value={value} claim={claim} />
        ))}
      </dl>
    </section>
  );
}

/** A line for each: code, class, United Nations number, mass. */
export function cargoText(t: Words, cargo: readonly DangerousCargo[] | undefined): string | undefined {
  if (cargo === undefined) return undefined;
  if (cargo.length === 0) return t('aboard.dangerousCargo.none');
  return cargo
    .map(({ by, class: of, unNumber, massT }) =>
      [
        by === 'other' ? t('aboard.code.other') : by,
        of === undefined ? undefined : t('aboard.class', { class: of }),
        unNumber === undefined ? undefined : formatUn(unNumber),
        massT === undefined ? undefined : formatTonnes(massT),
      ]
        .filter((part) => part !== undefined)
        .join(' · '),
    )
    .join('\n');
}

function conesText(t: Words, cones: number | undefined): string | undefined {
  if (cones === undefined) return undefined;
  return cones === B_FLAG ? t('aboard.blueCones.flag') : formatCount(cones);
}
