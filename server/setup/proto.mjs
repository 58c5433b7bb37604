/** Generates the protobuf code of `proto/watchfloor.proto` (static code: reflection needs `eval`, which a strict CSP forbids). */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export function generateProto() {
  const pbjs = path.join(
    path.dirname(createRequire(import.meta.url).resolve('protobufjs-cli/package.json')),
    'bin/pbjs',
  );
  mkdirSync(path.join(root, 'proto/generated'), { recursive: true });
  const out = path.join(root, 'proto/generated/watchfloor.js');
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
      '-o',
      out,
      path.join(root, 'proto/watchfloor.proto'),
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generateProto();
