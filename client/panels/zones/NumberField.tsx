/** A number as it is typed; it counts as soon as it is one. */
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import { formatCount, formatDecimal } from '../../ui/format.ts';
import { ReportField } from '../report/ReportField.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly unit?: string;
  readonly value: number | undefined;
  readonly least: number;
  readonly most: number;
  readonly onNumber: (value: number) => void;
}

export function NumberField({ label, unit, value, least, most, onNumber }: NumberFieldProps): ReactNode {
  const t = useWords();
  const written = value === undefined ? '' : formatDecimal(value);
  const [typed, setTyped] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew, what was typed is void
  useEffect(() => setTyped(undefined), [value]);
  const text = typed ?? written;
  const number = Number(text.trim().replace(',', '.'));
  const sound = text.trim() !== '' && Number.isFinite(number) && number >= least && number <= most;
  return (
    <ReportField
      label={label}
      {...(unit !== undefined && { unit })}
      numeric
      value={text}
      fault={sound || text.trim() === '' ? undefined : 'draw.wrong.number'}
      hint={t('draw.number.between', { least: formatCount(least), most: formatCount(most) })}
      onType={(next) => {
        setTyped(next);
        const value = Number(next.trim().replace(',', '.'));
        if (next.trim() !== '' && Number.isFinite(value) && value >= least && value <= most) onNumber(value);
      }}
    />
  );
}
