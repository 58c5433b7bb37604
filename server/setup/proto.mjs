/** Generates the protobuf code of every schema (static code: reflection needs `eval`, which a strict CSP forbids). */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What is generated from what: `proto/generated/<name>.js`. Of a foreign standard the fields keep its spelling. */
const SCHEMAS = [
  { name: 'watchfloor', file: 'proto/watchfloor.proto', options: [] },
  { name: 'record', file: 'proto/record/record.proto', options: ['-r', 'record'] },
  {
    name: 'sapient',
    file: 'proto/sapient/sapient_v2.proto',
    options: ['--keep-case', '--force-number', '--no-create', '--no-verify', '-r', 'sapient'],
  },
  {
    name: 'tak',
    file: 'proto/tak/tak_v1.proto',
    options: ['--no-create', '--no-verify', '-r', 'tak'],
  },
];

export function generateProto() {
  const pbjs = path.join(
    path.dirname(createRequire(import.meta.url).resolve('protobufjs-cli/package.json')),
    'bin/pbjs',
  );
  mkdirSync(path.join(root, 'proto/generated'), { recursive: true });
  for (const { name, file, options } of SCHEMAS)
    execFileSync(
      process.execPath,
      [
        pbjs,
        '-t',
        'static-module',
        '-w',
        'esm',
        '-d',
        '--no-delimited',
        '--no-typeurl',
        ...options,
        '-o',
        path.join(root, `proto/generated/${name}.js`),
        path.join(root, file),
      ],
      { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
    );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generateProto();
