/** Questions on a command line, and the record that they are asked of. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { questionBody } from '../publish/archive/questionbodies.ts';

/** The records of a data folder: of the watch, of the demonstration, of recordings. */
export const recordsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /record$/.test(name) && existsSync(path.join(folder, name)))
        .sort()
        .map((name) => path.join(folder, name))
    : [];

export type AskedQuestion = NonNullable<ReturnType<(typeof questionBody)['safeParse']>['data']>;

/** Or what is wrong with it. */
export function checkedQuestion(text: string): AskedQuestion | string {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return 'the question is no JSON.';
  }
  const result = questionBody.safeParse(said);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  return `${issue?.path.join('.') || 'the question'}: ${issue?.message}`;
}
