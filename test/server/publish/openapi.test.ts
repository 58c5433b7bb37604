import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../../server/publish/openapi.ts';

const folder = path.resolve(import.meta.dirname, '../../../server/publish');
const ROUTE = /\brouter\.(get|post|put|delete)\(\s*'([^']+)'/g;

test('every route that a router names is described', () => {
  const all = { changing: true, deciding: true, recording: true };
  const { paths } = openApiDocument('1', all) as { paths: Record<string, Record<string, unknown>> };
  const named = ['', 'archive', 'replay', 'surroundings']
    .flatMap((room) => readdirSync(path.join(folder, room)).map((file) => path.join(room, file)))
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(ROUTE)])
    .map(([, method, where]) => [method!, where!.replace(/:(\w+)/g, '{$1}')] as const)
    .filter(([, where]) => where !== '/api/openapi.json');
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(([method, where]) => paths[where]?.[method] === undefined)).toEqual([]);
});
