/** A settings file as JSON, with the place of what is wrong. */
import { readFileSync } from 'node:fs';
import { reasonOf } from './feeds/reasons.ts';
import type { SettingFault } from './feeds/settings.ts';

export interface SettingsFile {
  /** By which option it was given: `--config`. */
  readonly option: string;
  /** The page that has an example. */
  readonly page: string;
}

/** Undefined where it cannot be read, with the reason added to `faults`. */
export function readJsonFile(path: string, { option, page }: SettingsFile, faults: SettingFault[]): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    faults.push({ where: option, what: reasonOf(error, path), remedy: `${page} shows an example` });
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    const at = firstWrong(text);
    const before = text.slice(0, at).split('\n');
    faults.push({
      where: `${path}:${before.length}:${before.at(-1)!.length + 1}`,
      what:
        at === text.length ? 'not JSON: it ends too early' : `not JSON: “${text[at]}” is not expected here`,
      remedy: 'Check commas, quotes and brackets up to there; JSON has no comments',
    });
    return undefined;
  }
}

/**
 * Where text stops being the beginning of any JSON; its length where it only ends too early. The parser's own message
 * does not always say it, and may quote a feed's URL with its password.
 */
function firstWrong(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mayGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function mayGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    return /end of JSON|Unterminated/.test(message) || new RegExp(`position ${text.length}\\b`).test(message);
  }
}

export const keyPath = (keys: readonly PropertyKey[]): string =>
  keys.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`)).join('');
