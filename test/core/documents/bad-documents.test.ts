import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../core/documents/parse-document.ts';
import { formatProblem } from '../../../core/documents/problem.ts';
import { fullExperiment, gameDay } from './samples.ts';

const problemsOf = (text: string) => {
  const parsed = parseDocument(text, 'f');
  return parsed.ok
    ? ['nothing']
    : parsed.problems.map((problem) => formatProblem(problem).replace(/^f:/, ''));
};

type Edit = [what: string, from: string | RegExp, to: string, problems: string[]];

const check = (base: string, from: string | RegExp, to: string, problems: string[]) => {
  const edited = base.replace(from, to);
  expect(edited).not.toBe(base);
  expect(problemsOf(edited)).toEqual(problems);
};

const arns = (count: number, prefix: string) =>
  Array.from(
    { length: count },
    (_, index) => `"arn:aws:ec2:eu-central-1:1:instance/i-${prefix}${index}"`,
  ).join(', ');

const edits: Edit[] = [
  [
    'a missing kind',
    'kind: Experiment\n',
    '',
    ['2:1: `kind` is missing; add `kind: Experiment` or `kind: GameDay`'],
  ],
  [
    'a misspelt kind',
    'kind: Experiment',
    'kind: Experimnt',
    ['2:7: `kind`: "Experimnt" is no kind of document; did you mean `Experiment`?'],
  ],
  [
    'a kind of another program',
    'kind: Experiment',
    'kind: Deployment',
    ['2:7: `kind`: "Deployment" is no kind of document; write `Experiment` or `GameDay`'],
  ],
  [
    'a kind that is no text',
    'kind: Experiment',
    'kind: [Experiment]',
    ['2:7: `kind`: ["Experiment"] is no kind of document; write `Experiment` or `GameDay`'],
  ],
  [
    'a missing name',
    'name: one-web-instance-stops\n',
    '',
    ['2:1: `name` is missing; add `name: one-web-instance-stops`'],
  ],
  [
    'a name that is not kebab-case',
    'name: one-web-instance-stops',
    'name: One_Web_Instance',
    [
      '3:7: `name`: "One_Web_Instance" is not a kebab-case name of at most 64 characters; write one such as `one-web-instance-stops`',
    ],
  ],
  [
    'a name too long',
    'name: one-web-instance-stops',
    `name: ${'a'.repeat(65)}`,
    [
      '3:7: `name`: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" is not a kebab-case name of at most 64 characters; write one such as `one-web-instance-stops`',
    ],
  ],
  [
    'an empty title',
    'title: The shop stays up when one web instance stops',
    'title:',
    [
      '4:7: `title`: there is nothing here; write text, such as `The shop stays up when one web instance stops`',
    ],
  ],
  [
    'a blank title',
    'title: The shop stays up when one web instance stops',
    'title: "  "',
    [
      '4:8: `title`: "  " is not text a person can read; write one such as `The shop stays up when one web instance stops`',
    ],
  ],
  [
    'a number for text',
    'owner: team-shop@example.com',
    'owner: 42',
    ['5:8: `owner`: 42 is not text; put it in quotes: `"42"`'],
  ],
  [
    'a list for text',
    'owner: team-shop@example.com',
    'owner: [a, b]',
    ['5:8: `owner`: a list is not text; write text, such as `team-shop@example.com`'],
  ],
  ['a misspelt key', 'purpose:', 'pupose:', ['6:1: there is no key "pupose" here; did you mean `purpose`?']],
  [
    'a key of another language',
    'purpose:',
    'zweck:',
    [
      '2:1: `purpose` is missing; add `purpose: We lose an instance every month; nobody should notice.`',
      '6:1: there is no key "zweck" here; known are `kind`, `name`, `title`, `owner`, `purpose`, `steadyState`, `faults`, `recovery`, `limits`, `guards`, `expect`, `approval`, `schedule`, `after`, `notify`, `maintenance` or `lint`',
    ],
  ],
  [
    'a misspelt key deep inside',
    '    startAfter:',
    '    startsAfter:',
    ['50:5: `faults[0]`: there is no key "startsAfter" here; did you mean `startAfter`?'],
  ],
  [
    'a key of another probe type',
    'alarm: shop-5xx',
    'alarm: shop-5xx\n      url: http://shop.lab/',
    ['13:7: `steadyState.probes[0]`: there is no key "url" here; known are `name`, `type` or `alarm`'],
  ],
  [
    'a steady state that is text',
    'steadyState:\n  holdFor: PT1M\n  probes:\n',
    'steadyState: healthy\nx:\n  probes:\n',
    [
      '7:14: `steadyState`: "healthy" is not a map of keys and values; write a map of keys and values',
      '8:1: there is no key "x" here; known are `kind`, `name`, `title`, `owner`, `purpose`, `steadyState`, `faults`, `recovery`, `limits`, `guards`, `expect`, `approval`, `schedule`, `after`, `notify`, `maintenance` or `lint`',
    ],
  ],
  [
    'a duration in plain words',
    'holdFor: PT1M',
    'holdFor: 1 minute',
    ['8:12: `steadyState.holdFor`: "1 minute" is not an ISO-8601 duration; write `PT1M`'],
  ],
  [
    'a duration of a number',
    'holdFor: PT1M',
    'holdFor: 60',
    ['8:12: `steadyState.holdFor`: 60 is not text; write text, such as `PT1M`'],
  ],
  [
    'a duration in months',
    'holdFor: PT1M',
    'holdFor: P1M',
    [
      '8:12: `steadyState.holdFor`: "P1M" has years or months, which have no fixed length; write days, as in `P30D`, or `PT1M` for minutes',
    ],
  ],
  [
    'a negative duration',
    'holdFor: PT1M',
    'holdFor: -PT1M',
    ['8:12: `steadyState.holdFor`: "-PT1M" has a sign; write `PT1M`'],
  ],
  [
    'no duration at all where one is needed',
    'within: PT3M',
    'within: PT0S',
    ['51:21: `recovery.within`: "PT0S" is no time at all; write more than zero, such as `PT1M`'],
  ],
  [
    'an unknown probe type',
    'type: alarm',
    'type: alert',
    ['11:13: `steadyState.probes[0].type`: "alert" is none of the choices; did you mean `alarm`?'],
  ],
  [
    'a probe without a type',
    '      type: alarm\n',
    '',
    ['10:7: `steadyState.probes[0]`: `type` is missing; add `type: alarm` (or `metric` or `http`)'],
  ],
  [
    'two probes of one name',
    'name: front-page',
    'name: no-alarm',
    ['31:13: `steadyState.probes[2].name`: the name "no-alarm" is taken; choose another one'],
  ],
  [
    'an expression that ends too early',
    'FILL(requests, 1)',
    '',
    [
      '15:33: `steadyState.probes[1].expression`: the expression ends too early; write a number, a metric id or `(` here',
    ],
  ],
  [
    'an expression with an unknown id',
    'FILL(requests, 1)',
    'request',
    ['15:34: `steadyState.probes[1].expression`: there is no metric "request"; did you mean `requests`?'],
  ],
  [
    'an expression with a mark out of place',
    'FILL(requests, 1)',
    'requests % 2',
    [
      '15:43: `steadyState.probes[1].expression`: "%" does not belong here; write an operator or nothing here',
    ],
  ],
  [
    'an expression with a bracket too many',
    'FILL(requests, 1)',
    'requests)',
    [
      '15:42: `steadyState.probes[1].expression`: ")" does not belong here; write an operator or nothing here',
    ],
  ],
  [
    'an expression with an unknown function',
    'FILL(requests, 1)',
    'SUMM(requests)',
    ['15:34: `steadyState.probes[1].expression`: there is no function "SUMM"; did you mean `SUM`?'],
  ],
  [
    'an expression that fills with nothing',
    'FILL(requests, 1)',
    'FILL(requests)',
    [
      '15:47: `steadyState.probes[1].expression`: ")" does not belong here; write `,` and then a number, `REPEAT` or `LINEAR` here',
    ],
  ],
  [
    'an expression that reads no metric',
    '100 * errors / FILL(requests, 1)',
    '100 * 2',
    [
      '15:19: `steadyState.probes[1].expression`: the expression reads no metric, so it says nothing about the world; use an id of `metrics` in it',
    ],
  ],
  [
    'an expression in quotes, with an unknown id',
    '100 * errors / FILL(requests, 1)',
    '"100 * errors / failures"',
    [
      '15:35: `steadyState.probes[1].expression`: there is no metric "failures"; known are `errors` or `requests`',
    ],
  ],
  [
    'an expression over two lines, with an unknown id',
    'errors / FILL(requests, 1)',
    'errors\n        / failures',
    [
      '16:11: `steadyState.probes[1].expression`: there is no metric "failures"; known are `errors` or `requests`',
    ],
  ],
  [
    'an expression in a block, with an unknown id',
    '100 * errors / FILL(requests, 1)',
    '>-\n        100 * errors\n        / failures',
    [
      '17:11: `steadyState.probes[1].expression`: there is no metric "failures"; known are `errors` or `requests`',
    ],
  ],
  [
    'an expression with escapes, with an unknown id',
    '100 * errors / FILL(requests, 1)',
    '"100 * errors \\x2f failures"',
    [
      '15:19: `steadyState.probes[1].expression`: there is no metric "failures"; known are `errors` or `requests`',
    ],
  ],
  [
    'an expression of an inherited name',
    '100 * errors / FILL(requests, 1)',
    'toString',
    [
      '15:19: `steadyState.probes[1].expression`: there is no metric "toString"; known are `errors` or `requests`',
    ],
  ],
  [
    'no expression for two metrics',
    '      expression: 100 * errors / FILL(requests, 1)\n',
    '',
    [
      '13:7: `steadyState.probes[1]`: `expression` is missing, and there are 2 metrics; add one of `errors` or `requests`, or arithmetic on them',
    ],
  ],
  [
    'a metric id that is none',
    '        errors:\n',
    '        Errors:\n',
    [
      '15:25: `steadyState.probes[1].expression`: there is no metric "errors"; did you mean `Errors`?',
      '17:9: "Errors" is not a metric id (a lower-case letter, then letters, digits and _); write one such as `errors`',
    ],
  ],
  [
    'an unknown statistic',
    'stat: Sum\n        requests',
    'stat: Total\n        requests',
    [
      '21:17: `steadyState.probes[1].metrics.errors.stat`: "Total" is not a CloudWatch statistic; write one such as `Sum`',
    ],
  ],
  [
    'a period CloudWatch does not have',
    'period: PT1M',
    'period: PT45S',
    [
      '27:15: `steadyState.probes[1].period`: "PT45S" is not a period an alarm can have; write whole minutes up to `P1D`, or `PT10S`, `PT20S`, `PT30S` for high-resolution metrics',
    ],
  ],
  [
    'bounds that bound nothing',
    'bounds: { min: 0, max: 5 }',
    'bounds: {}',
    [
      '28:15: `steadyState.probes[1].bounds`: there is no bound, so no reading could be bad; add `min` or `max`',
    ],
  ],
  [
    'bounds the wrong way round',
    'bounds: { min: 0, max: 5 }',
    'bounds: { min: 5, max: 0 }',
    ['28:15: `steadyState.probes[1].bounds`: `min` 5 is above `max` 0; swap the two'],
  ],
  [
    'a bound in quotes',
    'max: 5 }',
    'max: "5" }',
    ['28:30: `steadyState.probes[1].bounds.max`: "5" is not a number; write 5 without quotes'],
  ],
  [
    'a bound that is no number',
    'max: 5 }',
    'max: .nan }',
    ['28:30: `steadyState.probes[1].bounds.max`: NaN is not a number; write a number'],
  ],
  [
    'a misspelt choice',
    'missingData: zero',
    'missingData: zeroes',
    ['29:20: `steadyState.probes[1].missingData`: "zeroes" is none of the choices; did you mean `zero`?'],
  ],
  [
    'a choice that is none',
    'missingData: zero',
    'missingData: whatever',
    [
      '29:20: `steadyState.probes[1].missingData`: "whatever" is none of the choices; write `breach`, `zero` or `ignore`',
    ],
  ],
  [
    'more breaches than readings',
    '{ breaches: 2, of: 3 }',
    '{ breaches: 4, of: 3 }',
    [
      '30:18: `steadyState.probes[1].tolerance`: 4 bad readings cannot be among 3; write `of: 4` or more, or fewer `breaches`',
    ],
  ],
  [
    'breaches of the default one reading',
    '{ breaches: 2, of: 3 }',
    '{ breaches: 2 }',
    [
      '30:18: `steadyState.probes[1].tolerance`: 2 bad readings cannot be among 1; write `of: 2` or more, or fewer `breaches`',
    ],
  ],
  [
    'half a breach',
    '{ breaches: 2, of: 3 }',
    '{ breaches: 1.5, of: 3 }',
    ['30:30: `steadyState.probes[1].tolerance.breaches`: 1.5 is not a whole number; write a whole number'],
  ],
  [
    'too many readings',
    '{ breaches: 2, of: 3 }',
    '{ breaches: 2, of: 101 }',
    ['30:37: `steadyState.probes[1].tolerance.of`: 101 is too large; write at most 100'],
  ],
  [
    'an address of another protocol',
    'url: http://shop.lab/',
    'url: ftp://shop.lab/',
    [
      '33:12: `steadyState.probes[2].url`: "ftp://shop.lab/" is not an http address; write one such as `https://shop.example.com/`',
    ],
  ],
  [
    'an address that is not what it looks like',
    'url: http://shop.lab/',
    'url: http:\\\\shop.lab/',
    [
      '33:12: `steadyState.probes[2].url`: "http:\\\\\\\\shop.lab/" is not an http address; write one such as `https://shop.example.com/`',
    ],
  ],
  [
    'the address of the credentials of a machine, in disguise',
    'url: http://shop.lab/',
    'url: http://0xA9FEA9FE/latest/meta-data/',
    [
      '33:12: `steadyState.probes[2].url`: 169.254.169.254 is link-local, where the metadata and credentials of the machine are, which no probe may ask; write the address that users have',
    ],
  ],
  [
    'a port of another service',
    'url: http://shop.lab/',
    'url: http://shop.lab:25/',
    ['33:12: `steadyState.probes[2].url`: port 25 is not one of HTTP; use 80, 443, or one from 1024 on'],
  ],
  [
    'an address with a password',
    'url: http://shop.lab/',
    'url: http://me:secret@shop.lab/',
    [
      '33:12: `steadyState.probes[2].url`: the address has credentials in it; remove everything before the `@`',
    ],
  ],
  [
    'a request that could change something',
    'method: HEAD',
    'method: POST',
    ['34:15: `steadyState.probes[2].method`: "POST" is none of the choices; write `GET` or `HEAD`'],
  ],
  [
    'a timeout out of proportion',
    'timeout: PT2S',
    'timeout: PT11S',
    [
      '36:16: `steadyState.probes[2].timeout`: 11 s is more than ten times `every`; write at most 10 s, so that requests do not pile up',
    ],
  ],
  [
    'a timeout that no network needs',
    '      url: http://shop.lab/\n      method: HEAD\n      every: PT1S\n      timeout: PT2S',
    '      url: https://shop.example.com/\n      method: HEAD\n      every: PT1S\n      timeout: PT6S',
    [
      '36:16: `steadyState.probes[2].timeout`: 6 s is longer than any answer is waited for; write at most 5 s',
    ],
  ],
  [
    'a timeout out of proportion to the pace',
    '      every: PT1S\n      timeout: PT2S',
    '      every: PT0.2S\n      timeout: PT3S',
    [
      '36:16: `steadyState.probes[2].timeout`: 3 s is more than ten times `every`; write at most 2 s, so that requests do not pile up',
    ],
  ],
  [
    'a status that is none',
    'status: [200, 304]',
    'status: [200, 3040]',
    ['37:31: `steadyState.probes[2].expect.status[1]`: 3040 is too large; write at most 599'],
  ],
  [
    'a status in quotes',
    'status: [200, 304]',
    'status: "200"',
    ['37:25: `steadyState.probes[2].expect.status`: "200" is not a number; write 200 without quotes'],
  ],
  [
    'no status at all',
    'status: [200, 304]',
    'status: []',
    ['37:25: `steadyState.probes[2].expect.status`: the list is empty; add at least one entry'],
  ],
  [
    'no probes',
    /probes:\n[\s\S]*faults:/,
    'probes: []\nfaults:',
    ['9:11: `steadyState.probes`: the list is empty; add at least one entry'],
  ],
  [
    'probes in a map',
    /probes:\n[\s\S]*faults:/,
    'probes: { type: alarm }\nfaults:',
    ['9:11: `steadyState.probes`: a map is not a list; write a list'],
  ],
  [
    'probes that are all deaf',
    /probes:\n[\s\S]*faults:/,
    'probes:\n    - { name: a, type: http, url: http://shop.lab/, missingData: ignore }\nfaults:',
    [
      '10:5: `steadyState.probes`: no probe would notice if readings stopped coming; add a probe with `missingData: breach` that proves there is traffic',
    ],
  ],
  [
    'too many probes',
    /probes:\n[\s\S]*faults:/,
    `probes: [${'{},'.repeat(21)}]\nfaults:`,
    ['9:11: `steadyState.probes`: the list has 21 entries; keep at most 20'],
  ],
  [
    'an empty list item',
    '    - name: no-alarm',
    '    -\n    - name: no-alarm',
    ['10:6: `steadyState.probes[0]`: there is nothing here; write a map of keys and values'],
  ],
  [
    'a misspelt action',
    'aws:ec2:stop-instances',
    'aws:ec2:stop-instance',
    [
      '41:13: `faults[0].action`: "aws:ec2:stop-instance" is not an action; did you mean `aws:ec2:stop-instances`?',
    ],
  ],
  [
    'an action in another form',
    'aws:ec2:stop-instances',
    'StopInstances',
    [
      '41:13: `faults[0].action`: "StopInstances" is not an action; write one such as `aws:ec2:stop-instances` or `lambda/concurrency`',
    ],
  ],
  [
    'two faults of one name',
    /(faults:\n)([\s\S]*)(recovery:)/,
    '$1$2$2$3',
    ['51:11: `faults[1].name`: the name "stop-one" is taken; choose another one'],
  ],
  [
    'targets by tags and by ARN',
    '      tags: { tier: web }',
    '      tags: { tier: web }\n      arns: ["arn:aws:ec2:eu-central-1:111122223333:instance/i-1"]',
    ['43:7: `faults[0].targets`: both `arns` and `tags` are given; keep one of the two'],
  ],
  [
    'targets by two names of what contains them',
    '      tags: { tier: web }',
    '      autoScalingGroup: web\n      stack: shop',
    ['43:7: `faults[0].targets`: both `autoScalingGroup` and `stack` are given; keep one of the two'],
  ],
  [
    'targets by ARN that FIS is to look up too',
    '      tags: { tier: web }',
    '      parameters: { namespace: web }\n      arns: ["arn:aws:ec2:eu-central-1:111122223333:instance/i-1"]',
    ['43:7: `faults[0].targets`: both `arns` and `parameters` are given; keep one of the two'],
  ],
  [
    'an exception of the linter without a reason',
    'limits:\n',
    'lint:\n  ignore:\n    - rule: selects-all\nlimits:\n',
    [
      '54:7: `lint.ignore[0]`: `reason` is missing; add `reason: The fleet is two instances, and both may stop.`',
    ],
  ],
  [
    'a delay under the name that another tool has for it',
    'startAfter: PT10S',
    'startAfterDelay: PT10S',
    ['50:5: `faults[0]`: there is no key "startAfterDelay" here; did you mean `startAfter`?'],
  ],
  [
    'targets by nothing',
    '      tags: { tier: web }\n',
    '',
    [
      '43:7: `faults[0].targets`: neither `tags` nor `arns` are given; add `tags: { tier: web }`, or `arns`, `autoScalingGroup`, `stack` or `parameters`',
    ],
  ],
  [
    'targets by no tag',
    'tags: { tier: web }',
    'tags: {}',
    ['44:13: `faults[0].targets.tags`: the map is empty; name at least one tag'],
  ],
  [
    'a tag with a number',
    'tags: { tier: web }',
    'tags: { tier: 1 }',
    ['44:21: `faults[0].targets.tags.tier`: 1 is not text; put it in quotes: `"1"`'],
  ],
  [
    'an ARN that is none',
    'tags: { tier: web }',
    'arns: [i-0123456789abcdef0]',
    [
      '44:14: `faults[0].targets.arns[0]`: "i-0123456789abcdef0" is not an ARN; write one such as `arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0`',
    ],
  ],
  [
    'an ARN given twice',
    'tags: { tier: web }',
    'arns: ["arn:aws:ec2:eu-central-1:1:instance/i-1", "arn:aws:ec2:eu-central-1:1:instance/i-1"]',
    [
      '44:57: `faults[0].targets.arns[1]`: "arn:aws:ec2:eu-central-1:1:instance/i-1" stands here twice; remove one',
    ],
  ],
  [
    'more ARNs than fifty',
    'tags: { tier: web }',
    `arns: [${Array.from({ length: 51 }, (_, i) => `"arn:aws:ec2:eu-central-1:1:instance/i-${i}"`).join(', ')}]`,
    ['44:13: `faults[0].targets.arns`: the list has 51 entries; keep at most 50'],
  ],
  [
    'more selected than there are',
    /tags: \{ tier: web \}([\s\S]*)COUNT\(1\)([\s\S]*)maxTargets: 1/,
    'arns: ["arn:aws:ec2:eu-central-1:1:instance/i-1"]$1COUNT(2)$2maxTargets: 2',
    [
      '48:15: `faults[0].targets.select`: 2 targets are selected, and `arns` names 1; write `COUNT(1)` or less',
    ],
  ],
  [
    'all of more than allowed',
    /tags: \{ tier: web \}([\s\S]*)COUNT\(1\)/,
    'arns: ["arn:aws:ec2:eu-central-1:1:instance/i-1", "arn:aws:ec2:eu-central-1:1:instance/i-2"]$1ALL',
    [
      '48:15: `faults[0].targets.select`: 2 targets are selected, and `limits.maxTargets` is 1; select 1 at most, or raise the limit',
    ],
  ],
  [
    'more selected than allowed',
    'COUNT(1)',
    'COUNT(2)',
    [
      '48:15: `faults[0].targets.select`: 2 targets are selected, and `limits.maxTargets` is 1; select 1 at most, or raise the limit',
    ],
  ],
  [
    'a selection in words',
    'COUNT(1)',
    'one of them',
    [
      '48:15: `faults[0].targets.select`: "one of them" selects nothing; write `ALL`, `COUNT(n)` or `PERCENT(n)`',
    ],
  ],
  [
    'a selection in lower case',
    'COUNT(1)',
    'count 1',
    ['48:15: `faults[0].targets.select`: "count 1" selects nothing; did you mean `COUNT(1)`?'],
  ],
  [
    'a selection in percent',
    'COUNT(1)',
    '30%',
    ['48:15: `faults[0].targets.select`: "30%" selects nothing; did you mean `PERCENT(30)`?'],
  ],
  [
    'a selection by number',
    'COUNT(1)',
    '"1"',
    ['48:15: `faults[0].targets.select`: "1" selects nothing; did you mean `COUNT(1)`?'],
  ],
  [
    'none selected',
    'COUNT(1)',
    'COUNT(0)',
    ['48:15: `faults[0].targets.select`: a fault on no target breaks nothing; write `COUNT(1)` or more'],
  ],
  [
    'more than everything',
    'COUNT(1)',
    'PERCENT(101)',
    [
      '48:15: `faults[0].targets.select`: "PERCENT(101)" is not a percentage from 1 to 100; write `PERCENT(1)` to `PERCENT(100)`',
    ],
  ],
  [
    'no selection',
    '      select: COUNT(1)\n',
    '',
    ['43:7: `faults[0].targets`: `select` is missing; add `select: COUNT(1)`'],
  ],
  [
    'a parameter that is a number',
    'startInstancesAfterDuration: PT3M',
    'count: 3',
    ['49:26: `faults[0].parameters.count`: 3 is not text; put it in quotes: `"3"`'],
  ],
  [
    'a duration parameter that is none',
    'startInstancesAfterDuration: PT3M',
    'duration: 3m',
    ['49:29: `faults[0].parameters.duration`: "3m" is not an ISO-8601 duration; write `PT3M`'],
  ],
  [
    'a fault longer than allowed',
    'startInstancesAfterDuration: PT3M',
    'startInstancesAfterDuration: PT30M',
    [
      '49:48: `faults[0].parameters.startInstancesAfterDuration`: the fault ends 30 min 10 s after the first, later than `limits.maxDuration` allows (30 min); shorten it, start it earlier, or raise the limit',
    ],
  ],
  [
    'a fault later than allowed',
    '    parameters: { startInstancesAfterDuration: PT3M }\n    startAfter: PT10S',
    '    startAfter: PT31M',
    [
      '49:17: `faults[0].startAfter`: the fault ends 31 min after the first, later than `limits.maxDuration` allows (30 min); shorten it, start it earlier, or raise the limit',
    ],
  ],
  [
    'no faults',
    /faults:\n[\s\S]*recovery:/,
    'faults: []\nrecovery:',
    ['39:9: `faults`: the list is empty; add at least one entry'],
  ],
  [
    'no recovery',
    'recovery: { within: PT3M }\n',
    '',
    ['2:1: `recovery` is missing; add `recovery`: how fast it must be healthy again'],
  ],
  [
    'an empty recovery',
    'recovery: { within: PT3M }',
    'recovery:',
    ['51:10: `recovery`: there is nothing here; write a map of keys and values'],
  ],
  [
    'a run of a day',
    'maxDuration: PT30M',
    'maxDuration: P1D',
    [
      '53:16: `limits.maxDuration`: "P1D" is not between nothing and twelve hours; write more than zero and at most `PT12H`',
    ],
  ],
  [
    'no target allowed',
    'maxTargets: 1',
    'maxTargets: 0',
    ['54:15: `limits.maxTargets`: 0 is too small; write 1 or more'],
  ],
  [
    'a number in quotes',
    'maxTargets: 1',
    'maxTargets: "1"',
    ['54:15: `limits.maxTargets`: "1" is not a number; write 1 without quotes'],
  ],
  [
    'more than a hundred percent',
    'maxPercent: 34',
    'maxPercent: 101',
    ['55:15: `limits.maxPercent`: 101 is too large; write at most 100'],
  ],
  [
    'no percent',
    'maxPercent: 34',
    'maxPercent: 0',
    ['55:15: `limits.maxPercent`: 0 is too small; write more than 0'],
  ],
  [
    'a misspelt zone',
    'zone: Europe/Berlin\n',
    'zone: Europe/Berln\n',
    ['59:11: `guards.window.zone`: "Europe/Berln" is not an IANA time zone; did you mean `Europe/Berlin`?'],
  ],
  [
    'a city for a zone',
    'zone: Europe/Berlin\n',
    'zone: Berlin\n',
    ['59:11: `guards.window.zone`: "Berlin" is not an IANA time zone; did you mean `Europe/Berlin`?'],
  ],
  [
    'an offset for a zone',
    'zone: Europe/Berlin\n',
    'zone: "+02:00"\n',
    [
      '59:11: `guards.window.zone`: "+02:00" is not an IANA time zone; write one such as `Europe/Berlin` or `UTC`',
    ],
  ],
  [
    'a day in full',
    'days: [Mon,',
    'days: [Monday,',
    [
      '60:12: `guards.window.days[0]`: "Monday" is none of the choices; write `Mon`, `Tue`, `Wed`, `Thu`, `Fri`, `Sat` or `Sun`',
    ],
  ],
  [
    'a day twice',
    'days: [Mon,',
    'days: [Tue,',
    ['60:17: `guards.window.days[1]`: "Tue" stands here twice; remove one'],
  ],
  [
    'a time in words',
    'from: "09:00"',
    'from: nine',
    [
      '61:11: `guards.window.from`: "nine" is not a time of day; write hours and minutes, such as `09:00` or `16:30`',
    ],
  ],
  [
    'a time without its zero',
    'from: "09:00"',
    'from: 9:30',
    ['61:11: `guards.window.from`: "9:30" is not a time of day; did you mean `09:30`?'],
  ],
  [
    'a time no clock shows',
    'from: "09:00"',
    'from: "25:00"',
    [
      '61:11: `guards.window.from`: "25:00" is not a time of day; write hours and minutes, such as `09:00` or `16:30`',
    ],
  ],
  [
    'a window the wrong way round',
    'to: "16:00"',
    'to: "08:00"',
    [
      '62:9: `guards.window.to`: the window closes (08:00) before it opens (09:00); write a later time; a window ends on the day it began, at `24:00` at the latest',
    ],
  ],
  [
    'an unknown region',
    'holidays: DE-BE',
    'holidays: DE-XX',
    ['63:15: `guards.window.holidays`: no public holidays are known for "DE-XX"; did you mean `DE`?'],
  ],
  [
    'an unknown country',
    'holidays: DE-BE',
    'holidays: Germany',
    [
      '63:15: `guards.window.holidays`: no public holidays are known for "Germany"; write a country or region such as `DE`, `DE-BE` or `US-CA`',
    ],
  ],
  [
    'a region in lower case',
    'holidays: DE-BE',
    'holidays: de-be',
    ['63:15: `guards.window.holidays`: no public holidays are known for "de-be"; did you mean `DE-BE`?'],
  ],
  [
    'no country at all',
    'holidays: DE-BE',
    'holidays: QQ',
    [
      '63:15: `guards.window.holidays`: no public holidays are known for "QQ"; write a country or region such as `DE`, `DE-BE` or `US-CA`',
    ],
  ],
  [
    'a date that does not exist',
    '"2026-12-24"',
    '"2026-02-30"',
    [
      '64:19: `guards.window.closedDates[0]`: "2026-02-30" is not a date; write year, month and day, such as `2026-12-24`',
    ],
  ],
  [
    'a date in another order',
    '"2026-12-24"',
    '24.12.2026',
    [
      '64:19: `guards.window.closedDates[0]`: "24.12.2026" is not a date; write year, month and day, such as `2026-12-24`',
    ],
  ],
  [
    'text for yes and no',
    'required: true',
    'required: yes',
    ['68:23: `approval.required`: "yes" is not `true` or `false`; write `true` or `false`'],
  ],
  [
    'yes and no in quotes',
    'required: true',
    'required: "true"',
    ['68:23: `approval.required`: "true" is not `true` or `false`; write true without quotes'],
  ],
  [
    'a cron of five fields',
    'cron(0 10 ? * TUE *)',
    '0 10 * * 2',
    [
      '69:25: `schedule.expression`: "0 10 * * 2" is not a schedule; write six fields (minute, hour, day of month, month, day of week, year), as in `cron(0 10 ? * TUE *)`',
    ],
  ],
  [
    'a cron with both days',
    'cron(0 10 ? * TUE *)',
    'cron(0 10 1 * TUE *)',
    [
      '69:25: `schedule.expression`: "cron(0 10 1 * TUE *)" is not a schedule; write `?` for the day of the month or of the week, not for both',
    ],
  ],
  [
    'a cron with too few fields',
    'cron(0 10 ? * TUE *)',
    'cron(0 10 * * ?)',
    [
      '69:25: `schedule.expression`: "cron(0 10 * * ?)" is not a schedule; write six fields (minute, hour, day of month, month, day of week, year), as in `cron(0 10 ? * TUE *)`',
    ],
  ],
  [
    'a rate without a unit',
    'cron(0 10 ? * TUE *)',
    'rate(7)',
    [
      '69:25: `schedule.expression`: "rate(7)" is not a schedule; write a number and a unit, as in `rate(7 days)`',
    ],
  ],
  [
    'a moment that does not exist',
    'cron(0 10 ? * TUE *)',
    'at(2026-13-01T10:00:00)',
    [
      '69:25: `schedule.expression`: "at(2026-13-01T10:00:00)" is not a schedule; write a local date and time, as in `at(2026-12-01T10:00:00)`',
    ],
  ],
  [
    'a schedule in words',
    'cron(0 10 ? * TUE *)',
    'weekly',
    ['69:25: `schedule.expression`: "weekly" is not a schedule; write `cron(…)`, `rate(…)` or `at(…)`'],
  ],
  [
    'a flexible window of seconds',
    'flexibleWindow: PT15M',
    'flexibleWindow: PT15S',
    [
      '69:86: `schedule.flexibleWindow`: "PT15S" is not a flexible window EventBridge Scheduler has; write whole minutes, from `PT1M` to `P1D`',
    ],
  ],
  [
    'a date that never comes',
    'cron(0 10 ? * TUE *)',
    'cron(0 10 31 2 ? *)',
    [
      '69:25: `schedule.expression`: "cron(0 10 31 2 ? *)" never comes: no year has such a date; write a date that exists',
    ],
  ],
  [
    'a schedule that ends before it starts',
    'flexibleWindow: PT15M',
    'startDate: 2027-01-02, endDate: 2027-01-01',
    [
      '69:102: `schedule.endDate`: the schedule ends (2027-01-01) before it starts (2027-01-02); write a later date',
    ],
  ],
  [
    'a start that is no date',
    'flexibleWindow: PT15M',
    'startDate: 2027-02-30',
    [
      '69:81: `schedule.startDate`: "2027-02-30" is not a local date; write a date, with or without a time, such as `2026-12-01` or `2026-12-01T10:00:00`',
    ],
  ],
  [
    'dates beside a schedule that comes once',
    '"cron(0 10 ? * TUE *)", zone: Europe/Berlin, flexibleWindow: PT15M',
    'at(2027-01-01T10:00:00), endDate: 2027-01-02',
    ['69:59: `schedule.endDate`: a schedule that comes once has no dates beside its own; remove it'],
  ],
  [
    'a deployment of an unknown service',
    'notify:',
    'after: [jenkins:shop]\nnotify:',
    ['70:9: `after[0]`: "jenkins:shop" is not a deployment; write one such as `codepipeline:shop`'],
  ],
  [
    'a channel without an address',
    'slack:#oncall',
    'slack',
    ['71:16: `notify[0].channel`: "slack" is not a channel; write one such as `slack:#oncall`'],
  ],
  [
    'a misspelt event',
    'needs-human',
    'need-human',
    ['71:66: `notify[0].on[3]`: "need-human" is none of the choices; did you mean `needs-human`?'],
  ],
  [
    'a key twice',
    'owner: team-shop@example.com',
    'owner: team-shop@example.com\nowner: team-till@example.com',
    ['6:1: the key "owner" stands here twice; remove one of the two'],
  ],
  [
    'an anchor',
    'holdFor: PT1M',
    'holdFor: &minute PT1M',
    ['8:12: anchors (`&name`) are not allowed; remove it and write the value where it is needed'],
  ],
  [
    'an alias',
    'owner: team-shop@example.com',
    'owner: *team',
    [
      '5:8: aliases (`*name`) are not allowed; write the value here again, or quote text that starts with `*`',
    ],
  ],
  [
    'a tag',
    'holdFor: PT1M',
    'holdFor: !!str PT1M',
    ['8:12: tags (`!name`) are not allowed; remove it, or quote text that starts with `!`'],
  ],
  [
    'a tag that would run something',
    'holdFor: PT1M',
    'holdFor: !!js/function "() => 1"',
    ['8:12: tags (`!name`) are not allowed; remove it, or quote text that starts with `!`'],
  ],
  [
    'a merge key',
    'tags: { tier: web }',
    'tags: { <<: { a: b }, tier: web }',
    ['44:15: merge keys (`<<`) are not allowed; write the fields out'],
  ],
  [
    'a key that would reach the prototype',
    'tags: { tier: web }',
    'tags: { __proto__: web, tier: web }',
    ['44:15: the key `__proto__` is not allowed; choose another name'],
  ],
  [
    'a key named constructor',
    'parameters: {',
    'parameters: { constructor: x,',
    ['49:19: the key `constructor` is not allowed; choose another name'],
  ],
  [
    'a directive',
    'kind: Experiment',
    '%YAML 1.1\n---\nkind: Experiment',
    ['2:1: directives (`%NAME`) are not allowed; remove the line'],
  ],
  [
    'a second document',
    'notify:\n',
    '---\nnotify:\n',
    ['70:1: a second document starts here (`---`); keep one document in one file'],
  ],
  [
    'text longer than allowed',
    'We lose',
    'We lose '.repeat(200),
    ['6:10: the text is longer than 1 KiB; shorten it'],
  ],
  [
    'a key longer than allowed',
    'tags: { tier: web }',
    `tags: { ${'ä'.repeat(600)}: web }`,
    [
      '44:13: `faults[0].targets.tags`: the map is empty; name at least one tag',
      '44:15: the text is longer than 1 KiB; shorten it',
    ],
  ],
  [
    'levels too many',
    'owner: team-shop@example.com',
    `owner: ${'['.repeat(20)}${']'.repeat(20)}`,
    [
      '5:8: `owner`: a list is not text; write text, such as `team-shop@example.com`',
      '5:27: maps and lists are nested deeper than 20 levels; an experiment needs seven at most; remove the levels that are too many',
    ],
  ],
  [
    'an unclosed quote',
    'owner: team-shop@example.com',
    'owner: "team-shop',
    ['5:18: this is not YAML: missing closing "quote; add what is missing, or put the text in quotes'],
  ],
  [
    'a tab for indentation',
    '  holdFor: PT1M',
    '\tholdFor: PT1M',
    ['8:1: this is not YAML: tabs are not allowed as indentation; indent with spaces'],
  ],
  [
    'a line out of line',
    '  maxTargets: 1',
    '   maxTargets: 1',
    [
      '53:16: this is not YAML: a key stands where a value was expected; put the text in quotes, or align the lines',
    ],
  ],
  [
    'an unclosed bracket',
    'days: [Mon, Tue, Wed, Thu]',
    'days: [Mon, Tue, Wed, Thu',
    [
      '61:5: this is not YAML: flow sequence in block collection must be sufficiently indented and end with a ]; align it with its neighbours, and close what is open',
    ],
  ],
  [
    'a key that is a list',
    'tags: { tier: web }',
    'tags: { [a]: web }',
    ['44:15: this is not YAML: a key is not text; write the key as plain text'],
  ],
  [
    'control characters in a value',
    'missingData: zero',
    'missingData: "\\e[31mzero\\u202e"',
    [
      '29:20: `steadyState.probes[1].missingData`: "�[31mzero�" is none of the choices; write `breach`, `zero` or `ignore`',
    ],
  ],
  [
    'a choice that is no text',
    'missingData: zero',
    'missingData: 5',
    [
      '29:20: `steadyState.probes[1].missingData`: 5 is none of the choices; write `breach`, `zero` or `ignore`',
    ],
  ],
  [
    'a status in words',
    'status: [200, 304]',
    'status: fine',
    ['37:25: `steadyState.probes[2].expect.status`: "fine" is not a number; write a number, such as `200`'],
  ],
  [
    'a list of statuses with text in it',
    'status: [200, 304]',
    'status: [200, fine]',
    ['37:31: `steadyState.probes[2].expect.status[1]`: "fine" is not a number; write a number'],
  ],
  [
    'more ARNs than fifty in all',
    /tags: \{ tier: web \}([\s\S]*)COUNT\(1\)/,
    `arns: [${arns(26, 'a')}]$1COUNT(1)\n  - name: stop-more\n    action: aws:ec2:stop-instances\n    targets:\n      resourceType: aws:ec2:instance\n      arns: [${arns(26, 'b')}]\n      select: COUNT(1)`,
    ['40:3: `faults`: 52 `arns` are named in all; name at most 50, or choose by `tags`'],
  ],
  [
    'a zone in capitals',
    'zone: Europe/Berlin\n',
    'zone: Europe/BERLIN\n',
    ['59:11: `guards.window.zone`: "Europe/BERLIN" is not an IANA time zone; did you mean `Europe/Berlin`?'],
  ],
  [
    'an hour alone',
    'from: "09:00"',
    'from: "9"',
    ['61:11: `guards.window.from`: "9" is not a time of day; did you mean `09:00`?'],
  ],
  [
    'a time with a point',
    'from: "09:00"',
    "from: '9.30'",
    ['61:11: `guards.window.from`: "9.30" is not a time of day; did you mean `09:30`?'],
  ],
  [
    'a long key nobody could have meant',
    'approval:',
    `${'approval'.repeat(9)}:`,
    [
      '68:1: there is no key "approvalapprovalapprovalapprovalapprovalapprovalapprovalappr…" here; known are `kind`, `name`, `title`, `owner`, `purpose`, `steadyState`, `faults`, `recovery`, `limits`, `guards`, `expect`, `approval`, `schedule`, `after`, `notify`, `maintenance` or `lint`',
    ],
  ],
  [
    'no metric to read',
    /metrics:\n[\s\S]*period:/,
    'metrics: {}\n      period:',
    ['16:16: `steadyState.probes[1].metrics`: the map is empty; name at least one metric'],
  ],
  [
    'an expression that is no text',
    '100 * errors / FILL(requests, 1)',
    '[errors, requests]',
    [
      '15:19: `steadyState.probes[1].expression`: a list is not text; write text, such as `100 * errors / requests`',
    ],
  ],
  [
    'a kind of channel that there is not',
    'slack:#oncall',
    'slak:#oncall',
    ['71:16: `notify[0].channel`: there is no kind of channel "slak"; did you mean `slack:…`?'],
  ],
  [
    'an address in the place of an integration',
    'slack:#oncall',
    'teams:https://x.test/?sig=s3cret',
    [
      '71:16: `notify[0].channel`: a teams channel is the name of an integration, never its address or its key; write one such as `teams:shop-ops`',
    ],
  ],
  ...(
    [
      ['judges the run', 'shop-5xx'],
      ['judges the run, by its ARN', 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-5xx'],
      ['must be quiet', 'shop-checkout-latency'],
      ['tells of incidents', 'pagerduty-shop'],
    ] as const
  ).map(
    ([what, alarm]): Edit => [
      `muting an alarm that ${what}`,
      '[shop-latency-page]',
      `[shop-latency-page, "${alarm}"]`,
      [
        `72:42: \`maintenance.mute[1]\`: "${alarm.length > 60 ? `${alarm.slice(0, 60)}…` : alarm}" guards the run, so it is never muted; remove it here; mute only alarms that nothing of this experiment looks at`,
      ],
    ],
  ),
  [
    'bounds that are a number',
    'bounds: { min: 0, max: 5 }',
    'bounds: 5',
    [
      '28:15: `steadyState.probes[1].bounds`: 5 is not a map of keys and values; write a map of keys and values, such as `{"max":5}`',
    ],
  ],
  [
    'a duration parameter that is a number',
    'startInstancesAfterDuration: PT3M',
    'startInstancesAfterDuration: 180',
    ['49:48: `faults[0].parameters.startInstancesAfterDuration`: 180 is not text; put it in quotes: `"180"`'],
  ],
];

describe('an experiment is refused for', () => {
  test.each(edits)('%s', (_, from, to, problems) => check(fullExperiment, from, to, problems));
});

const gameDayEdits: Edit[] = [
  [
    'no steps',
    /steps:[\s\S]*notify/,
    'steps: []\nnotify',
    ['7:8: `steps`: the list is empty; add at least one entry'],
  ],
  [
    'a kind left out',
    'kind: GameDay\n',
    '',
    ['2:1: `kind` is missing; add `kind: Experiment` or `kind: GameDay`'],
  ],
  [
    'an absolute path',
    './one-web-instance-stops.yml',
    '/etc/one.yml',
    [
      '8:17: `steps[0].experiment`: "/etc/one.yml" is not a relative path to a .yml, .yaml or .json file; write one such as `./one-web-instance-stops.yml`',
    ],
  ],
  [
    'an address for a file',
    './one-web-instance-stops.yml',
    'https://example.com/one.yml',
    [
      '8:17: `steps[0].experiment`: "https://example.com/one.yml" is not a relative path to a .yml, .yaml or .json file; write one such as `./one-web-instance-stops.yml`',
    ],
  ],
  [
    'a file of another type',
    './one-web-instance-stops.yml',
    './one-web-instance-stops.toml',
    [
      '8:17: `steps[0].experiment`: "./one-web-instance-stops.toml" is not a relative path to a .yml, .yaml or .json file; write one such as `./one-web-instance-stops.yml`',
    ],
  ],
  [
    'a gate that is none',
    'continueOn: any',
    'continueOn: always',
    ['9:17: `steps[0].continueOn`: "always" is none of the choices; write `held` or `any`'],
  ],
  [
    'a misspelt verdict',
    'expect: held',
    'expect: hold',
    ['10:13: `steps[0].expect`: "hold" is none of the choices; did you mean `held`?'],
  ],
  [
    'text for a person',
    'human: true',
    'human: Alice',
    ['12:12: `steps[0].human`: "Alice" is not `true` or `false`; write `true` or `false`'],
  ],
  [
    'a key of an experiment',
    'notify: []',
    'guards: {}\nnotify: []',
    [
      '14:1: there is no key "guards" here; known are `kind`, `name`, `title`, `owner`, `purpose`, `steps`, `schedule`, `after` or `notify`',
    ],
  ],
  [
    'too many steps',
    /steps:[\s\S]*notify/,
    `steps:\n${'  - experiment: ./a.yml\n'.repeat(21)}notify`,
    ['8:3: `steps`: the list has 21 entries; keep at most 20'],
  ],
];

describe('a game day is refused for', () => {
  test.each(gameDayEdits)('%s', (_, from, to, problems) => check(gameDay, from, to, problems));
});

const texts: [what: string, text: string, problems: string[]][] = [
  ['nothing', '', ['1:1: the document is empty; start with `kind: Experiment` or `kind: GameDay`']],
  ['blanks', ' \n\n', ['1:1: the document is empty; start with `kind: Experiment` or `kind: GameDay`']],
  [
    'a comment',
    '# later\n',
    ['1:1: the document is empty; start with `kind: Experiment` or `kind: GameDay`'],
  ],
  [
    'a document marker',
    '---\n',
    ['1:4: the document is empty; start with `kind: Experiment` or `kind: GameDay`'],
  ],
  ['null', 'null', ['1:1: the document is empty; start with `kind: Experiment` or `kind: GameDay`']],
  [
    'text',
    'a chaos experiment, please',
    ['1:1: the document is not a map of keys and values; start with `kind: Experiment` or `kind: GameDay`'],
  ],
  [
    'a list',
    '- kind: Experiment\n',
    ['1:1: the document is not a map of keys and values; start with `kind: Experiment` or `kind: GameDay`'],
  ],
  [
    'an alias alone',
    '*everything\n',
    [
      '1:1: aliases (`*name`) are not allowed; write the value here again, or quote text that starts with `*`',
    ],
  ],
  [
    'no field but its kind',
    'kind: Experiment\n',
    [
      '1:1: `name` is missing; add `name: one-web-instance-stops`',
      '1:1: `title` is missing; add `title: The shop stays up when one web instance stops`',
      '1:1: `owner` is missing; add `owner: team-shop@example.com`',
      '1:1: `purpose` is missing; add `purpose: We lose an instance every month; nobody should notice.`',
      '1:1: `steadyState` is missing; add `steadyState`: what healthy means, so that a machine can tell',
      '1:1: `faults` is missing; add `faults`: what to break',
      '1:1: `recovery` is missing; add `recovery`: how fast it must be healthy again',
      '1:1: `limits` is missing; add `limits`: what nobody may exceed, whatever the faults say',
    ],
  ],
  [
    'a game day with no field but its kind',
    '{"kind": "GameDay"}',
    [
      '1:1: `name` is missing; add `name: one-web-instance-stops`',
      '1:1: `title` is missing; add `title: The shop stays up when one web instance stops`',
      '1:1: `owner` is missing; add `owner: team-shop@example.com`',
      '1:1: `purpose` is missing; add `purpose: We lose an instance every month; nobody should notice.`',
      '1:1: `steps` is missing; add `steps`: the experiments, in order',
    ],
  ],
  [
    'fields of an experiment without a kind',
    'faults: []\n',
    [
      '1:1: `kind` is missing; add `kind: Experiment` or `kind: GameDay`',
      '1:1: `name` is missing; add `name: one-web-instance-stops`',
      '1:1: `title` is missing; add `title: The shop stays up when one web instance stops`',
      '1:1: `owner` is missing; add `owner: team-shop@example.com`',
      '1:1: `purpose` is missing; add `purpose: We lose an instance every month; nobody should notice.`',
      '1:1: `steadyState` is missing; add `steadyState`: what healthy means, so that a machine can tell',
      '1:1: `recovery` is missing; add `recovery`: how fast it must be healthy again',
      '1:1: `limits` is missing; add `limits`: what nobody may exceed, whatever the faults say',
      '1:9: `faults`: the list is empty; add at least one entry',
    ],
  ],
  [
    'the fields of another program',
    'apiVersion: v1\n',
    ['1:1: `kind` is missing; add `kind: Experiment` or `kind: GameDay`'],
  ],
  [
    'brackets without end',
    '['.repeat(65_536),
    [
      '1:21: maps and lists are nested deeper than 20 levels; an experiment needs seven at most; remove the levels that are too many',
    ],
  ],
  [
    'dashes without end',
    '- '.repeat(32_768),
    [
      '1:41: maps and lists are nested deeper than 20 levels; an experiment needs seven at most; remove the levels that are too many',
    ],
  ],
  [
    'indentation without end',
    Array.from({ length: 40 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    [
      '1:1: `kind` is missing; add `kind: Experiment` or `kind: GameDay`',
      '21:21: maps and lists are nested deeper than 20 levels; an experiment needs seven at most; remove the levels that are too many',
    ],
  ],
  [
    'more than 64 KiB',
    `# ${'x'.repeat(65_536)}`,
    [
      '1:1: the document is larger than 64 KiB; split it into several experiments, in a game day if they belong together',
    ],
  ],
  [
    'more than 64 KiB of wide letters',
    `# ${'ä'.repeat(32_768)}`,
    [
      '1:1: the document is larger than 64 KiB; split it into several experiments, in a game day if they belong together',
    ],
  ],
  [
    'more parts than anyone needs',
    'a:\n'.repeat(20_000),
    [
      '7500:3: the document has more keys, values and marks than any experiment needs; split it into several experiments, in a game day if they belong together',
    ],
  ],
  [
    'a billion laughs',
    'a: &a [lol, lol]\nb: &b [*a, *a]\nc: [*b, *b]\n',
    [
      '1:1: `kind` is missing; add `kind: Experiment` or `kind: GameDay`',
      '1:4: anchors (`&name`) are not allowed; remove it and write the value where it is needed',
      '2:4: anchors (`&name`) are not allowed; remove it and write the value where it is needed',
      '2:8: aliases (`*name`) are not allowed; write the value here again, or quote text that starts with `*`',
      '2:12: aliases (`*name`) are not allowed; write the value here again, or quote text that starts with `*`',
      '3:5: aliases (`*name`) are not allowed; write the value here again, or quote text that starts with `*`',
      '3:9: aliases (`*name`) are not allowed; write the value here again, or quote text that starts with `*`',
    ],
  ],
];

describe('what is no document at all is refused:', () => {
  test.each(texts)('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

test('every error is told at once, in the order of the document', () => {
  const text = fullExperiment
    .replace('kind: Experiment', 'kind: Experimint')
    .replace('holdFor: PT1M', 'holdfor: PT1M')
    .replace('errors / FILL', 'errors / fill')
    .replace('aws:ec2:stop-instances', 'aws:ec2:stop-instance')
    .replace('within: PT3M', 'within: 3m')
    .replace('to: "16:00"', 'to: "08:00"')
    .replace('owner:', 'owner: &me');
  expect(problemsOf(text)).toEqual([
    '2:7: `kind`: "Experimint" is no kind of document; did you mean `Experiment`?',
    '5:8: anchors (`&name`) are not allowed; remove it and write the value where it is needed',
    '8:3: `steadyState`: there is no key "holdfor" here; did you mean `holdFor`?',
    '15:34: `steadyState.probes[1].expression`: there is no function "fill"; did you mean `FILL`?',
    '41:13: `faults[0].action`: "aws:ec2:stop-instance" is not an action; did you mean `aws:ec2:stop-instances`?',
    '51:21: `recovery.within`: "3m" is not an ISO-8601 duration; write `PT3M`',
    '62:9: `guards.window.to`: the window closes (08:00) before it opens (09:00); write a later time; a window ends on the day it began, at `24:00` at the latest',
  ]);
});
