import { describe, expect, test } from 'vitest';
import type { Experiments } from '../../core/ports.ts';
import { sampleExperiment } from './samples.ts';

/** What every store of experiments promises. */
export const experimentsContract = (name: string, make: () => Experiments): void => {
  describe(`${name}: experiments`, () => {
    test('are read back by name and version', async () => {
      const experiments = make();
      const document = sampleExperiment();

      const ref = await experiments.put(document);

      expect(ref).toEqual({ name: 'one-instance-stops', version: expect.stringMatching(/^[0-9a-f]{12}$/) });
      expect(await experiments.get(ref)).toEqual({ ...ref, document });
    });

    test('have the same version whatever the order of their keys', async () => {
      const experiments = make();
      const { kind, name: ownName, ...rest } = sampleExperiment();

      const refs = [
        await experiments.put({ ...rest, name: ownName, kind }),
        await experiments.put(sampleExperiment()),
      ];

      expect(refs[0]).toEqual(refs[1]);
    });

    test('keep every version they had', async () => {
      const experiments = make();
      const old = sampleExperiment({ purpose: 'old' });
      const first = await experiments.put(old);
      const second = await experiments.put(sampleExperiment({ purpose: 'new' }));

      expect(second.version).not.toBe(first.version);
      expect((await experiments.get(first))?.document).toEqual(old);
    });

    test('that were never put are not there', async () => {
      const experiments = make();
      const ref = await experiments.put(sampleExperiment());

      expect(await experiments.get({ ...ref, version: '000000000000' })).toBeUndefined();
      expect(await experiments.get({ ...ref, name: 'other' })).toBeUndefined();
    });
  });
};
