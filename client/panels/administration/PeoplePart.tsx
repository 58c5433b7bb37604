/** Who works here: every agency with its people, and one of them in full. */
import { type ReactNode, useState } from 'react';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatClockUtc, formatMomentUtc } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { AgencyForm } from './AgencyForm.tsx';
import { NothingChosen } from './FormFrame.tsx';
import { PersonCard } from './PersonCard.tsx';
import { PersonForm } from './PersonForm.tsx';
import { choose, useAdminChoice } from './parts.ts';
import { type AgencyRows, peopleRows } from './peoplerows.ts';
import { adminNowMs } from './time.ts';

export function PeoplePart(): ReactNode {
  const t = useWords();
  const agencies = useRecords((records) => records.tables.agency);
  const people = useRecords((records) => records.tables.person);
  const own = useSession((session) => session.me?.agency);
  const mayChange = useSession((session) => may(session, 'administer'));
  const [filter, setFilter] = useState('');
  const rows = peopleRows({ agency: agencies, person: people }, own, filter);
  return (
    <div className="admin-part">
      <section className="admin-main panel" aria-label={t('people.label')}>
        <header className="admin-bar">
          <input
            className="field admin-filter"
            type="search"
            aria-label={t('admin.filter')}
            placeholder={t('admin.filter')}
            value={filter}
            maxLength={80}
            onChange={(event) => setFilter(event.target.value)}
          />
          <p className="quiet num">
            {t('people.count', { count: people.size })}
            {' · '}
            {t('people.agency.count', { count: agencies.size })}
          </p>
          {mayChange ? (
            <div className="admin-do">
              <Button label={t('people.new.agency')} onClick={() => choose('new agency')} />
              <Button look="raised" label={t('people.new')} onClick={() => choose('new')} />
            </div>
          ) : null}
        </header>
        <div className="admin-table scrolls">
          <table>
            <thead>
              <tr>
                {(['name', 'login', 'roles', 'position', 'shift'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`people.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            {rows.map((agency) => (
              <AgencyBody key={agency.id} rows={agency} />
            ))}
          </table>
          {rows.length === 0 ? <p className="admin-none">{t('people.none')}</p> : null}
        </div>
      </section>
      <Beside />
    </div>
  );
}

function Beside(): ReactNode {
  const chosen = useAdminChoice((choice) => choice.chosen);
  const person = useRecords((records) => records.tables.person.get(chosen ?? ''));
  const agency = useRecords((records) => records.tables.agency.get(chosen?.replace(/^agency\//, '') ?? ''));
  if (chosen === 'new') return <PersonForm key="new" onDone={choose} />;
  if (chosen === 'new agency') return <AgencyForm key="new" />;
  if (chosen?.startsWith('agency/') === true && agency !== undefined)
    return <AgencyForm key={chosen} upon={agency} />;
  return person === undefined ? <NothingChosen /> : <PersonCard key={person.id} person={person} />;
}

function AgencyBody({ rows: { id, agency, people } }: { readonly rows: AgencyRows }): ReactNode {
  const t = useWords();
  const chosen = useAdminChoice((choice) => choice.chosen === `agency/${id}`);
  return (
    <tbody>
      <tr className="admin-group" data-chosen={chosen}>
        <th scope="rowgroup" colSpan={5}>
          <button
            type="button"
            className="admin-pick"
            aria-pressed={chosen}
            disabled={agency === undefined}
            title={t('people.agency.open')}
            onClick={() => choose(`agency/${id}`)}
          >
            {agency?.value.name ?? id}
          </button>
          <span className="quiet">
            {agency === undefined
              ? ''
              : `${agency.value.country} · ${t(`service.${agency.value.service}`)} · ${id}`}
          </span>
          {agency?.value.rescueCentre === true ? (
            <span className="admin-badge">{t('people.agency.rescue')}</span>
          ) : null}
        </th>
      </tr>
      {people.length === 0 ? (
        <tr>
          <td colSpan={5} className="quiet">
            {t('people.agency.empty')}
          </td>
        </tr>
      ) : null}
      {people.map((person) => (
        <PersonRow key={person.id} person={person} />
      ))}
    </tbody>
  );
}

function PersonRow({ person: { id, value } }: { readonly person: Version<'person'> }): ReactNode {
  const t = useWords();
  usePageNow(4000);
  const chosen = useAdminChoice((choice) => choice.chosen === id);
  const { name, login, roles, position, shift, barred } = value;
  const nowMs = adminNowMs();
  const onShift = shift !== undefined && shift.fromMs <= nowMs && nowMs < shift.untilMs;
  return (
    <tr data-chosen={chosen} className="admin-row" onClick={() => choose(id)}>
      <th scope="row">
        <button type="button" className="admin-pick" aria-pressed={chosen} onClick={() => choose(id)}>
          {name}
        </button>
        {barred === true ? <span className="admin-badge admin-badge-off">{t('people.barred')}</span> : null}
      </th>
      <td className="quiet">{login === '' ? '–' : login}</td>
      <td>{roles.map((role) => t(`role.${role}`)).join(', ')}</td>
      <td>{position ?? '–'}</td>
      <td className="num">
        {shift === undefined
          ? '–'
          : onShift
            ? t('people.onShift', { time: formatClockUtc(shift.untilMs) })
            : t('people.shift.next', {
                from: formatMomentUtc(shift.fromMs),
                until: formatClockUtc(shift.untilMs),
              })}
      </td>
    </tr>
  );
}
