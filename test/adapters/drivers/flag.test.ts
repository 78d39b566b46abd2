import { describe, expect, test } from 'vitest';
import { flagDetails } from '../../../adapters/drivers/ssm-flag/attribute.ts';
import * as flags from '../../../adapters/drivers/ssm-flag/flag.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { FaultRecord, PlannedFault } from '../../../core/run.ts';
import { flagIn } from '../../../middleware/flag.ts';
import { sampleFaultRecord } from '../../contracts/samples.ts';

const parameters = { fault: '{"latencyMs": 500, "match": {"path": "/pay"}}' };
const record = { ...sampleFaultRecord({ runId: 'run-1' }), parameters, token: 'run-1/0', deadlineMs: 0 };
const planned: PlannedFault = {
  ...{ name: 'slow', action: 'ssm/flag', driver: 'ssm/flag', revertClass: 'ours', targets: [], fleet: 1 },
  ...{ parameters, startAfterMs: 0, durationMs: 60_000, undo: 'write it back', iamEnforced: 'yes' },
};

const flagText = (of: FaultRecord) => flags.flagText(of, flagDetails);
const imageOfValue = (text: string, about: FaultRecord | PlannedFault) =>
  flags.imageOfValue(text, about, flagDetails);
const { flagImage } = flags;

describe('the value of a flag', () => {
  test('has the deadline of its run in it, and its token', () => {
    expect(flagText(record)).toBe(
      '{"expiresAt":"1970-01-01T00:00:00.000Z","fault":{"latencyMs":500,"match":{"path":"/pay"}},"run":"run-1/0"}',
    );
  });

  test('says for how long it may be kept, where the document does', () => {
    const kept = { ...record, parameters: { ...parameters, cacheMs: '5000' } };

    expect(flagIn(flagText(kept))).toMatchObject({ cacheMs: 5_000 });
  });

  test('is a flag for whoever reads it', () => {
    expect(flagIn(flagText(record))).toEqual({
      expiresAt: '1970-01-01T00:00:00.000Z',
      fault: { latencyMs: 500, match: { path: '/pay' } },
      run: 'run-1/0',
    });
  });

  test('is the same for the same fault, however its JSON is written', () => {
    const other = { ...record, parameters: { fault: '{"match":{"path":"/pay"},"latencyMs":500}' } };

    expect(flagText(other)).toBe(flagText(record));
  });
});

describe('an image of a parameter', () => {
  test('is the after-image for the flag of this very fault', () => {
    expect(imageOfValue(flagText(record), record)).toBe(flagImage(parameters));
  });

  test('is the after-image too before the run is armed, so that a fault is known again', () => {
    expect(imageOfValue(flagText(record), planned)).toBe(flagImage(parameters));
  });

  test.each([
    ['another run', { ...record, token: 'run-2/0' }],
    ['another deadline', { ...record, deadlineMs: 1 }],
    ['another fault', { ...record, parameters: { fault: '{}' } }],
  ])('is word for word what there is for the flag of %s', (_name, other) => {
    expect(imageOfValue(flagText(other), record)).toBe(flagText(other));
  });

  test.each(['', 'none', '{', '[]', 'null', '{"fault":{}}'])('is %j where that is the value', (text) => {
    expect(imageOfValue(text, record)).toBe(text);
    expect(imageOfValue(text, planned)).toBe(text);
  });

  test('is never that of the flag where somebody has written the very words of the image', () => {
    const words = flagImage(parameters);

    expect(imageOfValue(words, record)).not.toBe(words);
    expect(() => imageOfValue(words, planned)).toThrow(WrongAsAsked);
  });
});
