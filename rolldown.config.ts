import { defineConfig } from 'rolldown'

/** What the image runs: every package in one place, so that a start reads a few files instead of a thousand. */
export default defineConfig({
  input: { main: 'src/main.ts', cli: 'src/cli/main.ts' },
  platform: 'node',
  // only `schema check` asks for it, and only in a checkout
  external: ['@graphql-inspector/core'],
  output: {
    dir: 'dist',
    format: 'esm',
    // all files lie flat in dist/, since src/config.ts finds the folder config/ one above its own
    chunkFileNames: '[name]-[hash].js',
    cleanDir: true,
    // not minified, and with the names of functions kept: stacks in logs read like the source
    keepNames: true,
  },
})
