/** One field of the report: its label, what is typed, and what is wrong with it. */
import { type ReactNode, useId } from 'react';
import { type MessageKey, useWords } from '../../messages/words.ts';

interface ReportFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onType: (value: string) => void;
  readonly fault?: MessageKey | undefined;
  readonly hint?: string;
  readonly unit?: string;
  /** Offers names while typing: the id of a datalist. */
  readonly list?: string;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly numeric?: boolean;
  readonly focused?: boolean;
}

export function ReportField(props: ReportFieldProps): ReactNode {
  const {
    label,
    value,
    onType,
    fault,
    hint,
    unit,
    list,
    required,
    maxLength = 120,
    numeric,
    focused,
  } = props;
  const t = useWords();
  const id = useId();
  const said = fault === undefined ? hint : t(fault);
  return (
    <div className="report-field" data-wrong={fault !== undefined}>
      <label className="label" htmlFor={id}>
        {label}
        {required === true ? <span aria-hidden="true"> *</span> : null}
      </label>
      <span className="report-input">
        <input
          id={id}
          className="field"
          type="text"
          autoComplete="off"
          spellCheck={false}
          inputMode={numeric === true ? 'decimal' : undefined}
          value={value}
          maxLength={maxLength}
          list={list}
          required={required}
          // biome-ignore lint/a11y/noAutofocus: the form was opened by a key to type into it
          autoFocus={focused}
          aria-invalid={fault !== undefined}
          aria-describedby={said === undefined ? undefined : `${id}-said`}
          onChange={(event) => onType(event.target.value)}
        />
        {unit === undefined ? null : <span className="report-unit quiet">{unit}</span>}
      </span>
      {said === undefined ? null : (
        <span id={`${id}-said`} className={fault === undefined ? 'quiet report-said' : 'report-said'}>
          {said}
        </span>
      )}
    </div>
  );
}
