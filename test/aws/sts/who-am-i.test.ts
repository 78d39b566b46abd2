import { STSClient } from '@aws-sdk/client-sts';
import { expect, inject, test } from 'vitest';
import { whoAmI } from '../../../adapters/sts/who-am-i.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { testSettings } from '../support/signals-server.ts';
import { queryError } from '../support/signals-xml.ts';

test.each(['moto', 'ministack'] as const)('says whose credentials are used: on %s', async (emulator) => {
  const { account, arn } = await whoAmI(new STSClient(testSettings(inject(emulator))));
  expect(account).toMatch(/^\d{12}$/);
  expect(arn).toMatch(new RegExp(`^arn:aws:(iam|sts)::${account}:`));
});

failsAsCallsDo('STS', { whoAmI: (settings) => whoAmI(new STSClient(settings)) }, queryError);
