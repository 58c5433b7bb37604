import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    // The content security policy allows files of our own, not data inside them.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2500,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/api': 'http://127.0.0.1:8080',
      '/basemap': 'http://127.0.0.1:8080',
      '/socket.io': { target: 'ws://127.0.0.1:8080', ws: true },
    },
  },
  test: {
    root: import.meta.dirname,
    environment: 'node',
    pool: 'threads',
    testTimeout: 120_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    projects: [
      // The stores are of the whole page: each file begins with new ones.
      { extends: true, test: { name: 'client', include: ['test/client/**/*.test.{ts,tsx}'] } },
      { extends: true, test: { name: 'architecture', include: ['test/architecture.test.ts'] } },
      { extends: true, test: { name: 'browser', isolate: false, include: ['test/browser/*.test.ts'] } },
      { extends: true, test: { name: 'browser-long', include: ['test/browser/long/*.test.ts'] } },
      // All others. Nothing there outlives a test but what is computed once and for all: modules are loaded once for many.
      {
        extends: true,
        test: {
          name: 'server',
          isolate: false,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [
            'test/{client,browser}/**',
            'test/architecture.test.ts',
            'test/server/feeds/serial.test.ts',
          ],
        },
      },
      // Its native code speaks to the process's own thread, as it does in the server.
      {
        extends: true,
        test: { name: 'native', pool: 'forks', include: ['test/server/feeds/serial.test.ts'] },
      },
    ],
  },
});
