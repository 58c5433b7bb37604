/** Asks a server as somebody; whatever comes back is searched for what is not theirs. */
import { expect } from 'vitest';
import type { Expected } from './policyexpected.ts';
import type { PolicyServer, Someone } from './policyserver.ts';

export function asking(server: PolicyServer, person: Someone, expected: Expected) {
  const get = async (where: string) => {
    const { status, bytes } = await server.get(person, where);
    expect([where, expected.leaked(bytes)]).toEqual([where, []]);
    return { status, bytes };
  };
  return {
    get,
    status: async (where: string) => (await get(where)).status,
    // biome-ignore lint/suspicious/noExplicitAny: answers are compared as they are
    json: async (where: string): Promise<any> => JSON.parse((await get(where)).bytes.toString()),
  };
}
export type Ask = ReturnType<typeof asking>;

export const sorted = (ids: readonly unknown[]): string[] => ids.map(String).sort();
