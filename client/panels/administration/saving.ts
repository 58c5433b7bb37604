/** Saving a form: one at a time, with the server's refusal, or another's version that stands since. */
import { useState } from 'react';
import type { RecordKind, RecordValues, Version } from '../../../proto/domain/operations/record.ts';
import type { Change, Made } from '../../link/records.ts';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';

export interface Saving<K extends RecordKind> {
  readonly saving: boolean;
  readonly refused: string | undefined;
  /** Somebody else's version. */
  readonly conflict: Version<K> | undefined;
  /** @param upon the version that is changed; undefined: a new one. Answers what stands when it was saved */
  save(
    upon: Version<K> | undefined,
    value: RecordValues[K],
    more?: { readonly reason?: string; readonly id?: string },
  ): Promise<Version<K> | undefined>;
  /** Whatever else is asked of the server, with its refusal shown. */
  ask<T>(question: Promise<Change<T>>): Promise<Change<T>>;
  clear(): void;
}

export function useSaving<K extends RecordKind>(kind: K): Saving<K> {
  const services = useServices();
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [conflict, setConflict] = useState<Version<K>>();
  const ask = async <T>(question: Promise<Change<T>>): Promise<Change<T>> => {
    setSaving(true);
    setRefused(undefined);
    const answer = await question;
    setSaving(false);
    if (!answer.ok && answer.current?.kind !== kind) setRefused(whyNot(answer));
    return answer;
  };
  return {
    saving,
    refused,
    conflict,
    ask,
    clear: () => setConflict(undefined),
    async save(upon, value, { reason, id } = {}) {
      const question: Promise<Change<Made<K>>> =
        upon !== undefined
          ? services.changeRecord(kind, upon.id, upon.version, value, reason)
          : services.createRecord(kind, value, reason, id);
      const answer = await ask(question);
      if (answer.ok) return answer.value.record;
      if (answer.current?.kind === kind) setConflict(answer.current as unknown as Version<K>);
      return undefined;
    },
  };
}
