/** JSON pointers (RFC 6901) and MQTT topic filters (MQTT 3.1.1, 4.7). */

/** What stands at the pointer; undefined where nothing does. Only own fields and list places are seen. */
export function valueAt(root: unknown, pointer: string): unknown {
  if (pointer === '') return root;
  let value = root;
  for (const token of pointer.slice(1).split('/')) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** What each `+` stood for, in order; undefined where the topic does not match. */
export function matchTopic(filter: string, topic: string): readonly string[] | undefined {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  // topics of the broker itself are matched by name only
  if (topic.startsWith('$') && wanted[0] !== levels[0]) return undefined;
  const stoodFor: string[] = [];
  for (const [i, level] of wanted.entries()) {
    if (level === '#') return stoodFor;
    const given = levels[i];
    if (given === undefined) return undefined;
    if (level === '+') stoodFor.push(given);
    else if (level !== given) return undefined;
  }
  return levels.length === wanted.length ? stoodFor : undefined;
}
