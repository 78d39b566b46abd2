#!/usr/bin/env node
import { existsSync } from 'node:fs';
import * as modules from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// Read by every Node that can read modules at all: it is the first thing that an old one sees.
const [major] = process.versions.node.split('.');
if (Number(major) < 24) {
  console.error(`firedrill needs Node 24 or newer; this is ${process.version} (${process.execPath})`);
  process.exit(2);
}

// Of its user's own, not in /tmp: what lies here is executed. The processes of a run inherit it.
process.env.NODE_COMPILE_CACHE ??= join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'firedrill');
modules.enableCompileCache(process.env.NODE_COMPILE_CACHE);

const source = new URL('../cli/firedrill.ts', import.meta.url);
await import(existsSync(source) ? source.href : new URL('../dist/firedrill.js', import.meta.url).href);
