import { describe, expect, test } from 'vitest';
import { en } from '../../../client/messages/en.table.ts';
import {
  bindingFor,
  hotkey,
  KEY_BINDINGS,
  KEY_GROUPS,
  type KeyPress,
  keycaps,
} from '../../../client/panels/keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('a key press', () => {
  test('means its action', () => {
    expect(bindingFor(press('f'), false)?.action).toBe('follow');
    expect(bindingFor(press('?'), false)?.action).toBe('keys');
    expect(bindingFor(press('Escape'), false)?.action).toBe('close');
    expect(bindingFor(press('F'), false)?.action).toBe('follow');
  });

  test('with Ctrl or ⌘ means only what says so', () => {
    expect(bindingFor(press('k', { ctrlKey: true }), false)?.action).toBe('commands');
    expect(bindingFor(press('k', { metaKey: true }), false)?.action).toBe('commands');
    expect(bindingFor(press('k'), false)?.action).toBe('previous');
    expect(bindingFor(press('f', { ctrlKey: true }), false)).toBeUndefined();
    expect(bindingFor(press('k', { ctrlKey: true, altKey: true }), false)).toBeUndefined();
  });

  test('is text while typing, but for what works everywhere', () => {
    expect(bindingFor(press('f'), true)).toBeUndefined();
    expect(bindingFor(press('?'), true)).toBeUndefined();
    expect(bindingFor(press('k', { ctrlKey: true }), true)?.action).toBe('commands');
    expect(bindingFor(press('Escape'), true)?.action).toBe('close');
  });
});

describe('a workspace’s own key', () => {
  test('means its own there, and elsewhere what it always means', () => {
    expect(bindingFor(press('c'), false, 'alerts')?.action).toBe('claim');
    expect(bindingFor(press('c'), false, 'picture')?.action).toBe('centre');
    expect(bindingFor(press('c'), false)?.action).toBe('centre');
    expect(bindingFor(press('c'), true, 'alerts')).toBeUndefined();
  });

  test('that answers does so once, however long it is held', () => {
    const once = KEY_BINDINGS.filter((binding) => binding.once === true).map(({ action }) => action);
    expect(once).toEqual([
      'acknowledge',
      'silence',
      'replayPlay',
      'replayReverse',
      'replayLoop',
      'claim',
      'mark',
    ]);
  });

  test('leaves what nobody takes', () => {
    expect(bindingFor(press('y'), false, 'alerts')?.action).toBe('acknowledge');
    expect(bindingFor(press('y'), false, 'patrols')?.action).toBe('acknowledge');
    expect(bindingFor(press('v'), false, 'alerts')?.action).toBe('vectors');
  });
});

describe('the table', () => {
  test('gives no key two meanings and no action two lines', () => {
    const everywhere = KEY_BINDINGS.filter(({ where }) => where === undefined);
    const chords = everywhere.flatMap((binding) => binding.chords);
    expect(new Set(chords).size).toBe(chords.length);
    const places = new Set(KEY_BINDINGS.flatMap(({ where }) => where ?? []));
    for (const place of places) {
      const own = KEY_BINDINGS.filter(({ where }) => where === place).flatMap((binding) => binding.chords);
      expect(new Set(own).size).toBe(own.length);
    }
    expect(new Set(KEY_BINDINGS.map(({ action }) => action)).size).toBe(KEY_BINDINGS.length);
  });

  test('has words and a group for every line', () => {
    for (const { label, group } of KEY_BINDINGS) {
      expect(en).toHaveProperty([label]);
      expect(KEY_GROUPS).toContain(group);
    }
  });

  test('is written as the keyboard has it', () => {
    expect(keycaps('mod+k', true)).toEqual(['⌘', 'K']);
    expect(keycaps('mod+k', false)).toEqual(['Ctrl', 'K']);
    expect(hotkey('close', false)).toBe('Esc');
  });
});
