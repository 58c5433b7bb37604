/** Where and when the two sides meet, and who speaks for each. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { parsePosition } from '../../../proto/domain/position.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { useWords } from '../../messages/words.ts';
import { askMap, usePlanView } from '../../store/planview.ts';
import { useRecords } from '../../store/records.ts';
import { Button } from '../../ui/Button.tsx';
import { formatClockUtc, formatMomentUtc, formatPosition } from '../../ui/format.ts';
import type { PartProps } from './partprops.ts';
import { agencyName } from './usePlan.ts';
import { parseWhen } from './when.ts';

export function MeetingFields(props: PartProps): ReactNode {
  return (
    <>
      <Meeting {...props} />
      <Liaison {...props} />
    </>
  );
}

function Meeting({ patrol, onChange }: PartProps): ReactNode {
  const t = useWords();
  const [place, setPlace] = useState('');
  const [time, setTime] = useState(formatClockUtc(patrol.fromMs));
  const [note, setNote] = useState('');
  const ids = { place: useId(), time: useId(), note: useId() };
  const asking = usePlaceClick(setPlace);
  const position = parsePosition(place);
  const atMs = parseWhen(time, patrol.fromMs);
  const add = (): void => {
    if (position === undefined || atMs === undefined) return;
    const point = { place: position, atMs: epochMs(atMs), note: note.trim() };
    onChange({ ...patrol, meetingPoints: [...patrol.meetingPoints, point] });
    setPlace('');
    setNote('');
  };
  return (
    <section className="card-section" aria-label={t('patrol.meeting')}>
      <h3 className="label">{t('patrol.meeting')}</h3>
      <ul className="plan-ids">
        {patrol.meetingPoints.map((point, i) => (
          <li key={`${point.atMs} ${point.place.lat} ${point.place.lon}`}>
            <span className="num">
              {formatMomentUtc(point.atMs)} · {formatPosition(point.place.lat, point.place.lon)} {point.note}
            </span>
            <Button
              label={t('patrol.take', { name: formatMomentUtc(point.atMs) })}
              icon={<ObiCloseGoogle />}
              iconOnly
              look="flat"
              onClick={() => onChange({ ...patrol, meetingPoints: patrol.meetingPoints.toSpliced(i, 1) })}
            />
          </li>
        ))}
      </ul>
      <details className="plan-more">
        <summary>{t('patrol.meeting.add')}</summary>
        <div className="plan-fields">
          <label className="label" htmlFor={ids.place}>
            {t('patrol.meeting.place')}
          </label>
          <div className="plan-add">
            <input
              id={ids.place}
              className="field"
              value={place}
              maxLength={80}
              aria-invalid={place !== '' && position === undefined}
              onChange={(event) => setPlace(event.target.value)}
            />
            <Button
              label={t(asking ? 'patrol.meeting.map.on' : 'patrol.meeting.map')}
              aria-pressed={asking}
              onClick={() => askMap(asking ? undefined : 'place')}
            />
          </div>
          <label className="label" htmlFor={ids.time}>
            {t('patrol.meeting.time')}
          </label>
          <input
            id={ids.time}
            className="field num"
            value={time}
            maxLength={30}
            onChange={(event) => setTime(event.target.value)}
          />
          <label className="label" htmlFor={ids.note}>
            {t('patrol.meeting.note')}
          </label>
          <input
            id={ids.note}
            className="field"
            value={note}
            maxLength={200}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        {place !== '' && position === undefined ? (
          <p className="report-said">{t('patrol.meeting.wrong')}</p>
        ) : null}
        {atMs === undefined ? <p className="report-said">{t('patrol.time.wrong')}</p> : null}
        <Button
          label={t('patrol.meeting.add')}
          disabled={position === undefined || atMs === undefined}
          onClick={add}
        />
      </details>
    </section>
  );
}

/** While the map is asked for a place, a click there is written into the field; returns whether it is asked. */
export function usePlaceClick(onPlace: (position: string) => void): boolean {
  const asking = usePlanView((plan) => plan.asking === 'place');
  const clicked = usePlanView((plan) => (plan.asking === 'place' ? plan.clicked : undefined));
  const take = useRef(onPlace);
  take.current = onPlace;
  useEffect(() => {
    if (clicked === undefined) return;
    take.current(formatPosition(clicked.lat, clicked.lon));
    askMap(undefined);
  }, [clicked]);
  useEffect(() => () => askMap(undefined), []);
  return asking;
}

function Liaison({ patrol, onChange }: PartProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const [said, setSaid] = useState({ agency: patrol.lead as string, name: '', channel: '' });
  const ids = { agency: useId(), name: useId(), channel: useId() };
  const agencies = [patrol.lead, ...patrol.parties.map(({ agency }) => agency)];
  const whole = said.name.trim() !== '' && said.channel.trim() !== '';
  const add = (): void => {
    const officer = {
      agency: agencyId(said.agency),
      name: said.name.trim(),
      channel: said.channel.trim(),
    };
    onChange({ ...patrol, liaison: [...patrol.liaison, officer] });
    setSaid({ ...said, name: '', channel: '' });
  };
  return (
    <section className="card-section" aria-label={t('patrol.liaison')}>
      <h3 className="label">{t('patrol.liaison')}</h3>
      <ul className="plan-ids">
        {patrol.liaison.map((officer, i) => (
          <li key={`${officer.agency} ${officer.name} ${officer.channel}`}>
            <span>
              {officer.name} · {agencyName(tables, officer.agency)} · {officer.channel}
            </span>
            <Button
              label={t('patrol.take', { name: officer.name })}
              icon={<ObiCloseGoogle />}
              iconOnly
              look="flat"
              onClick={() => onChange({ ...patrol, liaison: patrol.liaison.toSpliced(i, 1) })}
            />
          </li>
        ))}
      </ul>
      <details className="plan-more">
        <summary>{t('patrol.liaison.add')}</summary>
        <div className="plan-fields">
          <label className="label" htmlFor={ids.agency}>
            {t('patrol.liaison.agency')}
          </label>
          <select
            id={ids.agency}
            className="field"
            value={said.agency}
            onChange={(event) => setSaid({ ...said, agency: event.target.value })}
          >
            {agencies.map((agency) => (
              <option key={agency} value={agency}>
                {agencyName(tables, agency)}
              </option>
            ))}
          </select>
          {(['name', 'channel'] as const).map((name) => (
            <div key={name} className="plan-field">
              <label className="label" htmlFor={ids[name]}>
                {t(`patrol.liaison.${name}`)}
              </label>
              <input
                id={ids[name]}
                className="field"
                value={said[name]}
                maxLength={80}
                onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
              />
            </div>
          ))}
        </div>
        <Button label={t('patrol.liaison.add')} disabled={!whole} onClick={add} />
      </details>
    </section>
  );
}
