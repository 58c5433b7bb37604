/** The filter that list and map share: text, class, state, moving. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { activeFilters, clearFilter, setFilter, toggled } from '../../store/filter.ts';
import { MOVING_FROM_KN } from '../../store/motionrecord.ts';
import { CONTACTS, SOURCES, useView, VESSEL_CLASSES } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { formatSpeed } from '../../ui/format.ts';
import { Popover } from '../../ui/Popover.tsx';
import { FILTER_FIELD_ID } from '../fields.ts';
import { ClassIcon } from '../icons.tsx';
import { hotkey } from '../keys.ts';
import { useServices } from '../services.ts';

export function FilterBar(): ReactNode {
  const t = useWords();
  const filter = useView((view) => view.filter);
  const active = activeFilters(filter) > 0;
  return (
    <search className="filter" data-active={active} aria-label={t('filter.label')}>
      <input
        id={FILTER_FIELD_ID}
        className="field"
        type="search"
        value={filter.text}
        maxLength={120}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('filter.text.short')}
        aria-label={t('filter.text')}
        title={`${t('filter.text')} (${hotkey('filter')})`}
        onChange={(event) => setFilter({ text: event.target.value })}
      />
      <div className="filter-parts">
        <ClassFilter />
        <LifeFilter />
        <SourceFilter />
        <ContactFilter />
        <Button
          label={t('filter.moving')}
          title={t('filter.moving.long', { speed: formatSpeed(MOVING_FROM_KN) })}
          aria-pressed={filter.movingOnly}
          onClick={() => setFilter({ movingOnly: !filter.movingOnly })}
        />
        <Button
          className="filter-clear"
          look="flat"
          icon={<ObiCloseGoogle />}
          iconOnly
          label={t('filter.clear')}
          hotkey={hotkey('clear')}
          disabled={!active}
          onClick={clearFilter}
        />
      </div>
    </search>
  );
}

function ClassFilter(): ReactNode {
  const t = useWords();
  const { classColour } = useServices();
  const classes = useView((view) => view.filter.classes);
  const palette = useView((view) => view.palette);
  const count = classes.size;
  return (
    <Popover label={count > 0 ? t('filter.classes.some', { count }) : t('filter.classes')}>
      {VESSEL_CLASSES.map((name) => (
        <Choice
          key={name}
          label={t(`class.${name}`)}
          icon={
            <span className="list-icon" style={{ color: classColour(palette, name) }}>
              <ClassIcon of={name} />
            </span>
          }
          checked={classes.has(name)}
          onChoose={() => setFilter({ classes: toggled(classes, name) })}
        />
      ))}
    </Popover>
  );
}

function LifeFilter(): ReactNode {
  const t = useWords();
  const lives = useView((view) => view.filter.lives);
  const count = lives.size;
  return (
    <Popover label={count > 0 ? t('filter.lives.some', { count }) : t('filter.lives')}>
      {([0, 1, 2] as const).map((life) => (
        <Choice
          key={life}
          label={t(`life.${life}`)}
          checked={lives.has(life)}
          onChoose={() => setFilter({ lives: toggled(lives, life) })}
        />
      ))}
    </Popover>
  );
}

function SourceFilter(): ReactNode {
  const t = useWords();
  const sources = useView((view) => view.filter.sources);
  const count = sources.size;
  return (
    <Popover label={count > 0 ? t('filter.sources.some', { count }) : t('filter.sources')}>
      {SOURCES.map((name) => (
        <Choice
          key={name}
          label={t(`source.${name}`)}
          checked={sources.has(name)}
          onChoose={() => setFilter({ sources: toggled(sources, name) })}
        />
      ))}
    </Popover>
  );
}

function ContactFilter(): ReactNode {
  const t = useWords();
  const contacts = useView((view) => view.filter.contacts);
  const count = contacts.size;
  return (
    <Popover label={count > 0 ? t('filter.contacts.some', { count }) : t('filter.contacts')}>
      {CONTACTS.map((name) => (
        <Choice
          key={name}
          label={t(`contact.${name}`)}
          checked={contacts.has(name)}
          onChoose={() => setFilter({ contacts: toggled(contacts, name) })}
        />
      ))}
    </Popover>
  );
}
