/** What of a crossing point is written. */
import { type ReactNode, useId } from 'react';
import { CROSSING_KINDS, LANE_USES, type Lane } from '../../../proto/domain/operations/zone.ts';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { ReportField } from '../report/ReportField.tsx';
import { HoursFields } from '../zones/HoursFields.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import { type CrossingDraft, type CrossingFaults, MOST_CONTACTS, MOST_LANES } from './crossingdraft.ts';
import { changeCrossing } from './useCrossingDraft.ts';

const MINUTES = 'min';
const DIRECTIONS: readonly Lane['direction'][] = ['in', 'out', 'both'];
const NEW_LANE: Lane = { name: '', direction: 'both', use: 'cars', open: true };

interface CrossingFieldsProps {
  readonly draft: CrossingDraft;
  readonly faults: CrossingFaults;
}

export function CrossingFields({ draft, faults }: CrossingFieldsProps): ReactNode {
  const t = useWords();
  return (
    <>
      <fieldset className="report-part">
        <legend className="label">{t('crossing.what')}</legend>
        <ReportField
          label={t('crossing.member.name')}
          value={draft.name}
          fault={faults.name}
          required
          maxLength={80}
          onType={(name) => changeCrossing({ name })}
        />
        <SelectField
          label={t('crossing.member.kind')}
          value={draft.kind}
          choices={CROSSING_KINDS.map((kind) => [kind, t(`crossing.kind.${kind}`)])}
          onChoose={(kind) => changeCrossing({ kind })}
        />
        <ReportField
          label={t('crossing.member.place')}
          hint={t('crossing.place.hint')}
          value={draft.position}
          fault={faults.position}
          required
          onType={(position) => changeCrossing({ position })}
        />
        <div className="report-row">
          <ReportField
            label={t('crossing.member.country')}
            hint={t('crossing.country.hint')}
            value={draft.country}
            fault={faults.country}
            required
            maxLength={2}
            onType={(country) => changeCrossing({ country })}
          />
          <ReportField
            label={t('crossing.member.neighbourCountry')}
            value={draft.neighbourCountry}
            fault={faults.neighbourCountry}
            required
            maxLength={2}
            onType={(neighbourCountry) => changeCrossing({ neighbourCountry })}
          />
        </div>
        <ReportField
          label={t('crossing.member.neighbour')}
          value={draft.neighbourName}
          maxLength={80}
          onType={(neighbourName) => changeCrossing({ neighbourName })}
        />
        <label className="report-kind">
          <input
            type="checkbox"
            checked={draft.joint}
            onChange={() => changeCrossing({ joint: !draft.joint })}
          />
          {t('crossing.joint.yes')}
        </label>
      </fieldset>
      <fieldset className="report-part">
        <legend className="label">{t('crossing.member.hours')}</legend>
        <HoursFields
          weekly={draft.hours}
          none={t('crossing.always')}
          onChange={(hours) => changeCrossing({ hours })}
        />
        {faults.hours === undefined ? null : (
          <p className="card-fault" role="alert">
            {t(faults.hours)}
          </p>
        )}
        <ReportField
          label={t('schedule.zone')}
          hint={t('schedule.zone.hint')}
          value={draft.timeZone}
          fault={faults.timeZone}
          onType={(timeZone) => changeCrossing({ timeZone })}
        />
        <ReportField
          label={t('crossing.member.reportEveryMin')}
          unit={MINUTES}
          numeric
          value={draft.reportEveryMin}
          fault={faults.reportEveryMin}
          maxLength={6}
          onType={(reportEveryMin) => changeCrossing({ reportEveryMin })}
        />
      </fieldset>
      <LaneFields draft={draft} faults={faults} />
      <ContactFields draft={draft} faults={faults} />
    </>
  );
}

function LaneFields({ draft: { lanes }, faults }: CrossingFieldsProps): ReactNode {
  const t = useWords();
  const change = (at: number, part: Partial<Lane>): void =>
    changeCrossing({ lanes: lanes.map((lane, i) => (i === at ? { ...lane, ...part } : lane)) });
  return (
    <fieldset className="report-part">
      <legend className="label">{t('crossing.member.lanes')}</legend>
      {lanes.map((lane, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place in the list
        <fieldset key={at} className="crossing-row">
          <legend className="for-screen-readers">{t('crossing.lane.number', { number: at + 1 })}</legend>
          <Cell
            label={t('crossing.lane.name')}
            value={lane.name}
            most={40}
            onType={(name) => change(at, { name })}
          />
          <select
            className="field"
            aria-label={t('crossing.lane.use')}
            value={lane.use}
            onChange={(event) =>
              change(at, { use: LANE_USES.find((use) => use === event.target.value) ?? 'all' })
            }
          >
            {LANE_USES.map((use) => (
              <option key={use} value={use}>
                {t(`crossing.use.${use}`)}
              </option>
            ))}
          </select>
          <select
            className="field"
            aria-label={t('crossing.lane.direction')}
            value={lane.direction}
            onChange={(event) =>
              change(at, { direction: DIRECTIONS.find((way) => way === event.target.value) ?? 'both' })
            }
          >
            {DIRECTIONS.map((direction) => (
              <option key={direction} value={direction}>
                {t(`crossing.direction.${direction}`)}
              </option>
            ))}
          </select>
          <label className="report-kind">
            <input type="checkbox" checked={lane.open} onChange={() => change(at, { open: !lane.open })} />
            {t('crossing.lane.open')}
          </label>
          <Button
            look="flat"
            iconOnly
            icon="×"
            label={t('crossing.lane.remove', { number: at + 1 })}
            onClick={() => changeCrossing({ lanes: lanes.filter((_, i) => i !== at) })}
          />
        </fieldset>
      ))}
      {faults.lanes === undefined ? null : (
        <p className="card-fault" role="alert">
          {t(faults.lanes)}
        </p>
      )}
      <div>
        <Button
          look="flat"
          label={t('crossing.lane.add')}
          disabled={lanes.length >= MOST_LANES}
          onClick={() => changeCrossing({ lanes: [...lanes, NEW_LANE] })}
        />
      </div>
    </fieldset>
  );
}

function ContactFields({ draft: { contacts }, faults }: CrossingFieldsProps): ReactNode {
  const t = useWords();
  const change = (at: number, part: Partial<(typeof contacts)[number]>): void =>
    changeCrossing({ contacts: contacts.map((each, i) => (i === at ? { ...each, ...part } : each)) });
  return (
    <fieldset className="report-part">
      <legend className="label">{t('crossing.member.contacts')}</legend>
      {contacts.map(({ name, channel }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a contact is its place in the list
        <fieldset key={at} className="crossing-row crossing-contact">
          <legend className="for-screen-readers">{t('crossing.contact.number', { number: at + 1 })}</legend>
          <Cell
            label={t('crossing.contact.name')}
            value={name}
            most={80}
            onType={(typed) => change(at, { name: typed })}
          />
          <Cell
            label={t('crossing.contact.channel')}
            value={channel}
            most={120}
            onType={(typed) => change(at, { channel: typed })}
          />
          <Button
            look="flat"
            iconOnly
            icon="×"
            label={t('crossing.contact.remove', { number: at + 1 })}
            onClick={() => changeCrossing({ contacts: contacts.filter((_, i) => i !== at) })}
          />
        </fieldset>
      ))}
      {faults.contacts === undefined ? null : (
        <p className="card-fault" role="alert">
          {t(faults.contacts)}
        </p>
      )}
      <div>
        <Button
          look="flat"
          label={t('crossing.contact.add')}
          disabled={contacts.length >= MOST_CONTACTS}
          onClick={() => changeCrossing({ contacts: [...contacts, { name: '', channel: '' }] })}
        />
      </div>
    </fieldset>
  );
}

interface CellProps {
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly onType: (value: string) => void;
}

function Cell({ label, value, most, onType }: CellProps): ReactNode {
  const id = useId();
  return (
    <input
      id={id}
      className="field"
      type="text"
      autoComplete="off"
      spellCheck={false}
      placeholder={label}
      aria-label={label}
      maxLength={most}
      value={value}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
