/** Somebody else changed it meanwhile: both versions side by side, and what of each is kept is for a person to say. */
import { type ReactNode, useState } from 'react';
import type { RecordKind, RecordValues, Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMomentUtc } from '../../ui/format.ts';
import { differences, merged } from './comparing.ts';
import '../card/card.css';
import './records.css';

interface ConflictProps<K extends RecordKind> {
  /** What both began with. */
  readonly was: RecordValues[K];
  readonly theirs: Version<K>;
  readonly mine: RecordValues[K];
  readonly label: (member: keyof RecordValues[K] & string) => string;
  readonly describe: (member: keyof RecordValues[K] & string, value: RecordValues[K]) => string;
  /** Mine is thrown away. */
  readonly onTheirs: () => void;
  /** Goes on with what was chosen, upon their version. */
  readonly onChosen: (value: RecordValues[K]) => void;
}

export function Conflict<K extends RecordKind>(props: ConflictProps<K>): ReactNode {
  const { was, theirs, mine, label, describe, onTheirs, onChosen } = props;
  const t = useWords();
  const found = differences<RecordValues[K]>(was, theirs.value, mine);
  const [takeMine, setTakeMine] = useState<ReadonlySet<string>>(
    () => new Set(found.filter(({ usual }) => usual === 'mine').map(({ member }) => member)),
  );
  const take = (member: string, whose: 'theirs' | 'mine'): void => {
    const next = new Set(takeMine);
    if (whose === 'mine') next.add(member);
    else next.delete(member);
    setTakeMine(next);
  };
  return (
    <section className="conflict scrolls" aria-label={t('conflict.label')} role="alert">
      <p className="conflict-head">
        {t('conflict.what', { who: theirs.byName, time: formatMomentUtc(theirs.atMs) })}
      </p>
      <table className="conflict-table">
        <thead>
          <tr>
            <th scope="col">{t('conflict.member')}</th>
            <th scope="col">{t('conflict.theirs', { who: theirs.byName })}</th>
            <th scope="col">{t('conflict.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ member }) => (
            <tr key={member}>
              <th scope="row">{label(member)}</th>
              {(['theirs', 'mine'] as const).map((whose) => (
                <td key={whose} data-taken={(whose === 'mine') === takeMine.has(member)}>
                  <label>
                    <input
                      type="radio"
                      name={`conflict-${member}`}
                      checked={(whose === 'mine') === takeMine.has(member)}
                      onChange={() => take(member, whose)}
                    />
                    <span>{describe(member, whose === 'mine' ? mine : theirs.value)}</span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="conflict-do">
        <Button label={t('conflict.takeTheirs')} onClick={onTheirs} />
        <Button label={t('conflict.takeMine')} onClick={() => onChosen(mine)} />
        <Button
          look="raised"
          label={t('conflict.takeChosen')}
          onClick={() => onChosen(merged(theirs.value, mine, takeMine))}
        />
      </div>
      <p className="quiet">{t('conflict.then')}</p>
    </section>
  );
}
